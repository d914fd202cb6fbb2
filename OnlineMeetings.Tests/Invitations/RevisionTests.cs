using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Invitations;

namespace OnlineMeetings.Tests.Invitations;

public sealed class RevisionTests
{
    private static readonly Instant _now = Instant.FromUtc(2026, 9, 15, 10, 0);
    private static readonly LocalDateTime _start = new(2026, 10, 6, 10, 0);
    private static readonly LocalDateTime _second = _start.PlusDays(7);

    private static readonly Appointment _call = new("call", new Span(_start, _start.PlusHours(1), Zone.Utc), new Details
    {
        Subject = "Team call",
        Attendees = [new Attendee("bo@example.org", "Bo").Answered(Answer.Accepted, "Gladly", _now), new Attendee("cleo@example.org")],
    })
    { Rule = "FREQ=WEEKLY" };

    private static readonly Appointment _moved = _call.Change(_second, _call.When.StartingAt(_second.PlusHours(3), DateTimeZone.Utc), _call.Details, _now);

    [Fact]
    public void Answers_are_the_attendees_and_no_form_changes_them()
    {
        var wanted = _call with { Details = _call.Details with { Subject = "Call", Attendees = [new Attendee("BO@example.org"), new Attendee("dan@example.org", Answer: Answer.Accepted)] } };

        var after = Revision.Complete(_call, wanted);

        Assert.Equal([Answer.Accepted, Answer.NeedsAction], after.Details.Attendees.Select(a => a.Answer));
        Assert.Equal(("Gladly", _now), (after.Details.Attendees[0].Comment, after.Details.Attendees[0].AnsweredAt));
    }

    [Fact]
    public void Another_time_is_asked_for_again()
    {
        var later = Revision.Complete(_call, _call.Move(_call.When.StartingAt(_start.PlusHours(1), DateTimeZone.Utc), _now));
        Assert.All(later.Details.Attendees, attendee => Assert.Equal((Answer.NeedsAction, "", null), (attendee.Answer, attendee.Comment, attendee.AnsweredAt)));

        var one = Revision.Complete(_call, _moved);
        Assert.Equal(Answer.Accepted, one.Details.Attendees[0].Answer);
        Assert.Equal(Answer.NeedsAction, one.Changed[0].Details.Attendees[0].Answer);
    }

    [Fact]
    public void Taking_one_out_asks_nobody_again() =>
        Assert.Equal(Answer.Accepted, Revision.Complete(_call, _call.Exclude(_second, _now)).Details.Attendees[0].Answer);

    [Fact]
    public void A_changed_occurrence_follows_in_what_it_says_no_differently()
    {
        var room = _moved with { Changed = [_moved.Changed[0] with { Details = _moved.Changed[0].Details with { Place = "Room 2" } }] };
        var wanted = room with { Details = room.Details with { Subject = "Call", Place = "Room 1", Attendees = [room.Details.Attendees[0], new Attendee("dan@example.org")] } };

        var one = Revision.Complete(room, wanted).Changed[0];

        Assert.Equal(("Call", "Room 2"), (one.Details.Subject, one.Details.Place));
        Assert.Equal(["bo@example.org", "dan@example.org"], one.Details.Attendees.Select(a => a.Address));
        Assert.Equal(room.Changed[0].When, one.When);
    }

    [Fact]
    public void What_is_new_is_as_it_came() => Assert.Same(_call, Revision.Complete(null, _call));
}
