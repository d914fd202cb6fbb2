using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Data;
using OnlineMeetings.Hosting;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Calendar;

/// <summary>An appointment that gives a meeting its dates.</summary>
/// <param name="Mine">Where it is in the viewer's own calendar.</param>
public sealed record HoldingAppointment(string Subject, AppointmentId? Mine);

/// <summary>The online meetings that appointments take place in: they are made for them, and take their dates from them.</summary>
public sealed class AppointmentMeetings(MeetingBook book, PublicAddress address, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>The meeting that was chosen; null for none, and for one that is not the owner's to use.</summary>
    internal async Task<Meeting?> ChooseAsync(MeetingsDb db, StoredAppointment stored, string subject, MeetingChoice choice, CancellationToken ct) => choice switch
    {
        MeetingChoice.Made => await book.MakeForAppointmentAsync(db, stored.OwnerId, subject, ct),
        MeetingChoice.Existing { Meeting: var id } => await OwnAsync(db, stored.OwnerId, id, ct),
        MeetingChoice.Kept when stored.MeetingId is { } kept => await db.Meetings.SingleOrDefaultAsync(m => m.Id == kept, ct),
        _ => null,
    };

    /// <summary>The appointment with the meeting's link.</summary>
    internal Appointment WithLink(Appointment appointment, Meeting? meeting) =>
        AppointmentLink.In(appointment, meeting is null ? null : MeetingLink.Of(address, meeting.Code), address);

    /// <summary>
    /// Gives a meeting the dates of the appointments that hold it. Where none does any more it has no date; what becomes of it is
    /// the nightly job's.
    /// </summary>
    internal async Task FollowAsync(MeetingsDb db, MeetingId? id, CancellationToken ct)
    {
        if (await db.Meetings.SingleOrDefaultAsync(m => m.Id == id, ct) is not { } meeting)
            return;
        var now = Now;
        var living = await db.Appointments.AsNoTracking().Where(a => a.MeetingId == id && !a.IsCancelled).OrderBy(a => a.CreatedAt).ToListAsync(ct);
        meeting.Version++;
        if (living.Count == 0)
        {
            meeting.Unplan();
            return;
        }
        var ids = living.ConvertAll(a => a.Id);
        var occurrences = db.Occurrences.Where(o => ids.Contains(o.AppointmentId));
        var next = await occurrences.Where(o => o.EndsAt > now).OrderBy(o => o.StartsAt).FirstOrDefaultAsync(ct);
        var isEndless = living.Exists(a => a.WrittenOutTo is not null);
        var says = living.Find(a => a.Id == next?.AppointmentId) ?? living[^1];
        meeting.Follow(
            ScheduleOf(says.Read()),
            next is null ? null : new Occurrence(next.StartsAt, next.EndsAt),
            isEndless ? null : await occurrences.MaxAsync(o => (DateTime?)o.EndsAt, ct),
            now);
    }

    /// <summary>A person goes, and their calendar with them: the meetings of others that it gave dates to have them no more.</summary>
    internal async Task ForgetAsync(MeetingsDb db, PersonId owner, CancellationToken ct)
    {
        var appointments = db.Appointments.Where(a => a.OwnerId == owner);
        var meetings = await appointments.Where(a => a.MeetingId != null).Select(a => a.MeetingId).Distinct().ToListAsync(ct);
        await appointments.ExecuteDeleteAsync(ct);
        foreach (var meeting in meetings)
            await FollowAsync(db, meeting, ct);
    }

    /// <summary>Whether an appointment gives this meeting its dates.</summary>
    internal static Task<bool> HoldAsync(MeetingsDb db, MeetingId meeting, CancellationToken ct) =>
        db.Appointments.AnyAsync(a => a.MeetingId == meeting && !a.IsCancelled, ct);

    /// <summary>The first appointment that gives this meeting its dates; null where none does.</summary>
    internal static async Task<HoldingAppointment?> HolderAsync(MeetingsDb db, MeetingId meeting, PersonId viewer, CancellationToken ct) =>
        await db.Appointments.AsNoTracking().Where(a => a.MeetingId == meeting && !a.IsCancelled).OrderBy(a => a.CreatedAt).FirstOrDefaultAsync(ct) is { } holding
            ? new HoldingAppointment(holding.Read().Details.Subject, holding.OwnerId == viewer ? holding.Id : null)
            : null;

    private static async Task<Meeting?> OwnAsync(MeetingsDb db, PersonId owner, MeetingId id, CancellationToken ct) =>
        await db.AskAgainAsync(id, new Viewer(owner, "", ViewerKind.Member), ct) is (var meeting, { MayEdit: true }) ? meeting : null;

    // A meeting's schedule is of one zone and of times; what every clock shows alike counts by UTC there.
    private static Schedule ScheduleOf(Appointment appointment) => new(
        appointment.When.Start.ToDateTimeUnspecified(),
        appointment.When.End.ToDateTimeUnspecified(),
        appointment.When.Zone is { Definition: null } zone ? zone.Id : Zone.Utc.Id,
        appointment.Rule);
}
