using System.Globalization;
using Microsoft.Extensions.Localization;
using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Calendar.Ics;
using OnlineMeetings.Data;
using OnlineMeetings.Mail;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Invitations;

/// <summary>Announces what attendees are to hear, in the transaction that changes the appointment; <see cref="InvitationRound"/> writes the mails.</summary>
public sealed class InvitationPost(MailOptions options, IStringLocalizer<InvitationTexts> t, TimeProvider time)
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
        var hints = PendingAnnouncement.Joined(HintsOf(meeting, inviter));
        foreach (var announcement in announcements)
        {
            var told = announcement.To.Where(attendee => !Is(attendee, inviter.Address) && !Is(attendee, options.From)).Select(attendee => attendee.Address).ToList();
            if (told.Count == 0)
                continue;
            db.Announcements.Add(new PendingAnnouncement
            {
                AppointmentId = stored.Id,
                News = announcement.News,
                Text = IcsWriter.Write([announcement.Appointment]),
                Left = PendingAnnouncement.Joined(told),
                InviterName = inviter.Name,
                InviterAddress = inviter.Address,
                Hints = hints,
                Language = CultureInfo.CurrentUICulture.Name,
                AnnouncedAt = time.GetUtcNow().UtcDateTime,
            });
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
