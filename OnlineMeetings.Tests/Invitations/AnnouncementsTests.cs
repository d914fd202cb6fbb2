using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Invitations;

namespace OnlineMeetings.Tests.Invitations;

/// <summary>Who hears what: each line is a change, and the mails that it makes.</summary>
public sealed class AnnouncementsTests
{
    private static readonly Instant _now = Instant.FromUtc(2026, 9, 15, 10, 0);
    private static readonly Zone _berlin = new("Europe/Berlin");
    private static readonly LocalDateTime _start = new(2026, 10, 6, 10, 0);
    private static readonly LocalDateTime _second = _start.PlusDays(7);

    private static readonly Appointment _call = new("call", new Span(_start, _start.PlusHours(1), _berlin), Says("Team call", "bo", "cleo")) { Rule = "FREQ=WEEKLY" };

    private static readonly Appointment _moved = _call.Change(_second, At(14), _call.Details, _now);

    public static TheoryData<string, Appointment?, Appointment?, string[]> Changes() => new()
    {
        { "new", null, _call, ["Invitation bo cleo"] },
        { "new without anybody", null, With(), [] },
        { "gone", _call, null, ["Cancellation bo cleo #1"] },
        { "cancelled", _call, _call.Revise(_call with { Details = _call.Details with { Status = AppointmentStatus.Cancelled } }, _now), ["Cancellation bo cleo #1"] },
        { "cancelled and then gone", _call with { Details = _call.Details with { Status = AppointmentStatus.Cancelled } }, null, [] },
        { "unchanged", _call, _call.Revise(_call, _now), [] },
        { "another time", _call, _call.Move(At(15), _now), ["Update bo cleo #1"] },
        { "other words", _call, Revised(_call with { Details = _call.Details with { Subject = "Call" } }), ["Update bo cleo #1"] },
        { "another place", _call, Revised(_call with { Details = _call.Details with { Place = "Room 2" } }), ["Update bo cleo #1"] },
        { "another link", _call, Revised(_call with { Details = _call.Details with { Conference = new Conference("https://meet.example.org/m/1") } }), ["Update bo cleo #1"] },
        { "another rule", _call, Revised(_call with { Rule = "FREQ=DAILY" }), ["Update bo cleo #1"] },
        { "another reminder", _call, Revised(_call with { Details = _call.Details with { Reminders = [new Reminder(Duration.FromMinutes(5))] } }), [] },
        { "somebody more", _call, Revised(With("bo", "cleo", "dan")), ["Invitation dan"] },
        { "somebody less", _call, Revised(With("bo")), ["Cancellation cleo #1"] },
        { "one for another", _call, Revised(With("bo", "dan")), ["Invitation dan #1", "Cancellation cleo #1"] },
        { "somebody more, and another time", _call, With("bo", "cleo", "dan").Move(At(15), _now) with { Details = With("bo", "cleo", "dan").Details with { Sequence = 1 } }, ["Invitation dan #1", "Update bo cleo #1"] },
        { "the same in capitals", _call, Revised(With("BO", "cleo")), [] },
        { "one taken out", _call, _call.Exclude(_second, _now), ["Cancellation bo cleo #1 of 13T10"] },
        { "one moved", _call, _moved, ["Update bo cleo #1 of 13T10"] },
        { "one moved again", _moved, _moved.Change(_second, At(16), _call.Details, _now), ["Update bo cleo #2 of 13T10"] },
        { "a moved one taken out", _moved, _moved.Exclude(_second, _now), ["Cancellation bo cleo #2 of 13T10"] },
        { "one of other words", _call, _call.Change(_second, At(10), _call.Details with { Subject = "Short call" }, _now), ["Update bo cleo #1 of 13T10"] },
        { "one cancelled", _call, _call.Change(_second, At(10), _call.Details with { Status = AppointmentStatus.Cancelled }, _now), ["Cancellation bo cleo #1 of 13T10"] },
        { "one with somebody more", _call, _call.Change(_second, At(10), Says("Team call", "bo", "cleo", "dan"), _now), ["Invitation dan of 13T10"] },
        { "one with somebody less", _call, _call.Change(_second, At(10), Says("Team call", "bo"), _now), ["Cancellation cleo #1 of 13T10"] },
        { "a moved one as the others again", _moved, _moved with { Changed = [] }, ["Update bo cleo #2 of 13T10"] },
        { "ends before", _call, _call.EndBefore(_second, _now), ["Update bo cleo #1"] },
        { "new with a guest of one", null, _call.Change(_second, At(10), Says("Team call", "bo", "cleo", "dan"), _now), ["Invitation bo cleo", "Invitation dan of 13T10"] },
        { "gone with a guest of one", _call.Change(_second, At(10), Says("Team call", "bo", "cleo", "dan"), _now), null, ["Cancellation bo cleo #1", "Cancellation dan #1 of 13T10"] },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Told_is_what_differs_to_whom_it_concerns(string change, Appointment? before, Appointment? after, string[] mails)
    {
        var numbered = after is null ? null : Announcements.Numbered(before, after);

        Assert.Equal(mails, Announcements.Between(before, numbered, _now).Select(Line));
        Assert.NotEmpty(change);
    }

    [Fact]
    public void Every_update_and_cancellation_has_a_higher_number_than_what_they_know() => Assert.All(Changes(), row =>
    {
        var (_, before, after, _) = row.Data;
        if (before is null)
            return;
        var told = Announcements.Between(before, after is null ? null : Announcements.Numbered(before, after), _now);
        Assert.All(told.Where(one => one.News != News.Invitation), one => Assert.True(one.Appointment.Details.Sequence > before.Details.Sequence));
    });

    [Fact]
    public void A_cancellation_says_so_and_names_who_is_not_to_come_alone()
    {
        var told = Assert.Single(Announcements.Between(_call, Announcements.Numbered(_call, Revised(With("bo"))), _now));

        Assert.Equal(("CANCEL", AppointmentStatus.Cancelled), (told.Method, told.Appointment.Details.Status));
        Assert.Equal(["cleo@example.org"], told.Appointment.Details.Attendees.Select(a => a.Address));
    }

    [Fact]
    public void The_name_of_an_occurrence_is_said_in_the_zone_it_was_moved_to()
    {
        var away = _call.Change(_second, new Span(new(2026, 10, 13, 9, 0), new(2026, 10, 13, 10, 0), new Zone("Europe/London")), _call.Details, _now);

        Assert.Equal(new LocalDateTime(2026, 10, 13, 9, 0), Assert.Single(Announcements.Between(_call, away, _now)).Appointment.OccurrenceOf);
    }

    private static Appointment Revised(Appointment changed) => _call.Revise(changed, _now);

    private static Appointment With(params string[] people) => _call with { Details = Says("Team call", people) };

    private static Details Says(string subject, params string[] people) =>
        new() { Subject = subject, Attendees = [.. people.Select(name => new Attendee($"{name}@example.org", name))] };

    /// <summary>The second week, at another time.</summary>
    private static Span At(int hour) => new(_second.Date.At(new LocalTime(hour, 0)), _second.Date.At(new LocalTime(hour + 1, 0)), _berlin);

    private static string Line(Announcement told) =>
        $"{told.News} {string.Join(' ', told.To.Select(a => a.Address.Split('@')[0]))}"
        + (told.Appointment.Details.Sequence > 0 ? $" #{told.Appointment.Details.Sequence}" : "")
        + (told.Appointment.OccurrenceOf is { } of ? $" of {of.Day}T{of.Hour}" : "");
}
