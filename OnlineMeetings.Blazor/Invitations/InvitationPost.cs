using Microsoft.Extensions.Localization;
using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Data;
using OnlineMeetings.Mail;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Invitations;

/// <summary>Puts into the outbox what attendees are to hear, in the transaction that changes the appointment.</summary>
public sealed class InvitationPost(
    MailOptions options, InvitationLetters letters, InvitationLinks links, IStringLocalizer<InvitationTexts> t, TimeProvider time)
{
    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>Invites, updates and cancels, by what is otherwise.</summary>
    /// <param name="before">As the attendees know it; null where they know nothing yet.</param>
    /// <param name="meeting">The one that it takes place in from now on.</param>
    /// <returns>The appointment as they know it then: this is to be kept.</returns>
    /// <exception cref="CalendarRefusedException">An address is none, or there are too many: nobody is told anything.</exception>
    internal async Task<Appointment> PostAsync(MeetingsDb db, StoredAppointment stored, Appointment? before, Appointment after, Meeting? meeting, CancellationToken ct)
    {
        if (await InviterAsync(db, stored, after, ct) is not { } inviter)
            return after;
        Addressees.Check(after);
        var said = Announcements.Numbered(before, inviter.Sign(after, options.From));
        Post(db, stored, Announcements.Between(before, said, Now), inviter, meeting);
        return said;
    }

    /// <summary>Cancels what is taken out of the calendar.</summary>
    internal async Task WithdrawAsync(MeetingsDb db, StoredAppointment stored, Appointment before, CancellationToken ct)
    {
        if (await InviterAsync(db, stored, before, ct) is { } inviter)
            Post(db, stored, Announcements.Between(before, null, Now), inviter, meeting: null);
    }

    /// <summary>Tells everybody the whole of it again, since the meeting that it takes place in is otherwise.</summary>
    /// <returns>The appointment as they know it then: this is to be kept.</returns>
    internal async Task<Appointment> UpdateAsync(MeetingsDb db, StoredAppointment stored, Appointment appointment, Meeting? meeting, CancellationToken ct)
    {
        if (await InviterAsync(db, stored, appointment, ct) is not { } inviter)
            return appointment;
        var said = Announcements.Raised(appointment, Now);
        Post(db, stored, Announcements.Again(said), inviter, meeting);
        return said;
    }

    private async Task<Inviter?> InviterAsync(MeetingsDb db, StoredAppointment stored, Appointment appointment, CancellationToken ct) =>
        await Inviter.OfAsync(db, stored.OwnerId, ct) is { } inviter && inviter.Organizes(appointment, options.From) ? inviter : null;

    private void Post(MeetingsDb db, StoredAppointment stored, IReadOnlyList<Announcement> announcements, Inviter inviter, Meeting? meeting)
    {
        var hints = HintsOf(meeting, inviter).ToList();
        foreach (var announcement in announcements)
        {
            foreach (var attendee in announcement.To.Where(attendee => !Is(attendee, inviter.Address) && !Is(attendee, options.From)))
            {
                var mail = new InvitationMail(
                    announcement, attendee, inviter, hints, answer => links.To(stored.Id, attendee.Address, announcement.Appointment.OccurrenceOf, answer));
                using var written = letters.Write(mail, InvitationFile.Write(announcement, attendee, string.Join('\n', hints), Now));
                db.Post(time, written, stored.Id.Value);
            }
        }
    }

    // Who invites needs no mail about it.
    private static bool Is(Attendee attendee, string address) => attendee.Address.Equals(address, StringComparison.OrdinalIgnoreCase);

    private IEnumerable<string> HintsOf(Meeting? meeting, Inviter inviter)
    {
        if (meeting?.PasswordHash is not null)
            yield return t["You will be asked for a password, which {0} tells you.", inviter.Name];
        if (meeting?.GuestsAllowed == false)
            yield return t["Only who has an account on this server can join."];
    }
}
