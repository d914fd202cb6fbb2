using MimeKit;
using OnlineMeetings.Calendar;
using OnlineMeetings.Mail;

namespace OnlineMeetings.Invitations;

/// <summary>The rules for who can be invited.</summary>
internal static class Addressees
{
    public const int Most = 1000;

    /// <exception cref="CalendarRefusedException">An address is none, or there are too many.</exception>
    public static void Check(Appointment appointment)
    {
        var all = appointment.Changed.Select(change => change.Details).Prepend(appointment.Details).ToList();
        if (all.Exists(details => details.Attendees.Count > Most))
            throw new CalendarRefusedException(CalendarRefusal.TooManyAttendees, Most);
        if (all.SelectMany(details => details.Attendees).FirstOrDefault(attendee => !IsAddress(attendee.Address)) is { } bad)
            throw new CalendarRefusedException(CalendarRefusal.BadAddress, Letters.OneLine(bad.Address));
    }

    public static bool Has(this ValueList<Attendee> attendees, string address) =>
        attendees.Any(attendee => attendee.Address.Equals(address, StringComparison.OrdinalIgnoreCase));

    // What the parser makes of it must be what was written: no name, no comment, no second address.
    private static bool IsAddress(string text) =>
        text.Length <= OutboxMail.MaxAddressLength && MailboxAddress.TryParse(text, out var read) && read.Address == text
        && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < text.Length - 1 && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
}
