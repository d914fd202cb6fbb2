using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Calendar.Ics;

namespace OnlineMeetings.Invitations;

/// <summary>The calendar file of an invitation, as one attendee gets it (RFC 6047).</summary>
internal static class InvitationFile
{
    /// <summary>Of more people than these each is told of themselves alone: nobody reads such a list, and each mail would carry it.</summary>
    public const int MostListed = 100;

    /// <param name="hint">What one needs to know to join; empty for nothing.</param>
    public static string Write(Announcement announcement, Attendee to, string hint, Instant now) =>
        IcsWriter.Write([SeenBy(announcement.Appointment, to, details => Said(details, announcement, to, hint, now))], announcement.Method);

    // Occurrences to which somebody is not invited don't take place for them.
    private static Appointment SeenBy(Appointment whole, Attendee to, Func<Details, Details> said) => whole with
    {
        Details = said(whole.Details),
        Changed = [.. whole.Changed.Where(change => change.Details.Attendees.Has(to.Address)).Select(change => change with { Details = said(change.Details) })],
        Excluded = [.. whole.Excluded, .. whole.Changed.Where(change => !change.Details.Attendees.Has(to.Address)).Select(change => change.Of)],
    };

    private static Details Said(Details details, Announcement announcement, Attendee to, string hint, Instant now) => details with
    {
        Stamp = Instant.FromUnixTimeSeconds(now.ToUnixTimeSeconds()),
        Notes = hint.Length > 0 ? $"{details.Notes}\n\n{hint}".Trim() : details.Notes,
        Attendees =
        [
            .. details.Attendees.Where(attendee => details.Attendees.Count <= MostListed || attendee.Address == to.Address)
                .Select(attendee => attendee.WithoutWords with { Rsvp = announcement.News != News.Cancellation && attendee.Role != AttendeeRole.Informed }),
        ],
        // When to be reminded is each one's own.
        Reminders = [],
    };
}
