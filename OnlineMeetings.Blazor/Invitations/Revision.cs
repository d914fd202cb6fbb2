using NodaTime;
using OnlineMeetings.Calendar;

namespace OnlineMeetings.Invitations;

/// <summary>
/// What a change of a series means for what it does not name: answers are kept as long as the time they were given for, and
/// occurrences that were changed follow in all that they say no differently.
/// </summary>
internal static class Revision
{
    /// <param name="before">As it is kept; null where it is new.</param>
    /// <param name="after">As the organizer wants it. What it says of answers does not count: those are not the organizer's.</param>
    public static Appointment Complete(Appointment? before, Appointment after) => before is null ? after : after with
    {
        Details = after.Details with
        {
            Attendees = Answering(after.Details.Attendees, before.Details.Attendees, isAskedAgain: (before.When, before.Rule) != (after.When, after.Rule)),
        },
        Changed = [.. after.Changed.Select(change => Follow(change, before, after))],
    };

    private static ChangedOccurrence Follow(ChangedOccurrence change, Appointment before, Appointment after)
    {
        var known = before.Changed.FirstOrDefault(c => c.Of == change.Of);
        var when = known?.When ?? before.When.StartingAt(change.Of, DateTimeZone.Utc);
        var answers = (known?.Details ?? before.Details).Attendees;
        var details = known is null ? change.Details : Follow(change.Details, before.Details, after.Details);
        return change with { Details = details with { Attendees = Answering(details.Attendees, answers, isAskedAgain: change.When != when) } };
    }

    private static Details Follow(Details change, Details before, Details after) => change with
    {
        Subject = change.Subject == before.Subject ? after.Subject : change.Subject,
        Place = change.Place == before.Place ? after.Place : change.Place,
        Notes = change.Notes == before.Notes ? after.Notes : change.Notes,
        Status = change.Status == before.Status ? after.Status : change.Status,
        Attendees =
        [
            .. change.Attendees.Where(attendee => !before.Attendees.Has(attendee.Address) || after.Attendees.Has(attendee.Address)),
            .. after.Attendees.Where(attendee => !before.Attendees.Has(attendee.Address) && !change.Attendees.Has(attendee.Address)),
        ],
    };

    private static ValueList<Attendee> Answering(ValueList<Attendee> attendees, ValueList<Attendee> before, bool isAskedAgain)
    {
        var known = before.DistinctBy(attendee => attendee.Address, StringComparer.OrdinalIgnoreCase).ToDictionary(a => a.Address, StringComparer.OrdinalIgnoreCase);
        return
        [
            .. attendees.Select(attendee => known.TryGetValue(attendee.Address, out var answered) && !isAskedAgain
                ? attendee with { Answer = answered.Answer, Others = answered.Others }
                : attendee.Unanswered),
        ];
    }
}
