using Microsoft.EntityFrameworkCore;
using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Data;
using OnlineMeetings.Hosting;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Invitations;

/// <summary>What changes at a meeting goes into the appointments that take place in it, and to whom they invite, in the same transaction.</summary>
public sealed class MeetingNews(PublicAddress address, InvitationPost invitations, TimeProvider time)
{
    /// <summary>The link, the password rule or the guest rule is otherwise.</summary>
    internal Task ChangeAsync(MeetingsDb db, Meeting meeting, CancellationToken ct) => TellAsync(db, meeting.Id, meeting, ct);

    /// <summary>The meeting goes: its appointments stay, without a link.</summary>
    internal Task EndAsync(MeetingsDb db, Meeting meeting, CancellationToken ct) => TellAsync(db, meeting.Id, null, ct);

    private async Task TellAsync(MeetingsDb db, MeetingId id, Meeting? meeting, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        // What is over stays as it was.
        var living = await db.Appointments
            .Where(a => a.MeetingId == id && !a.IsCancelled && (a.WrittenOutTo != null || a.Occurrences.Any(o => o.EndsAt > now))).ToListAsync(ct);
        foreach (var stored in living)
        {
            stored.MeetingId = meeting?.Id;
            var linked = AppointmentLink.In(stored.Read(), meeting is null ? null : MeetingLink.Of(address, meeting.Code), address);
            stored.Say(await invitations.UpdateAsync(db, stored, linked, meeting, ct), Instant.FromDateTimeUtc(now));
        }
    }
}
