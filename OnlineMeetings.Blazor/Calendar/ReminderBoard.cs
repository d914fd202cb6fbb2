using Microsoft.EntityFrameworkCore;
using NodaTime;
using OnlineMeetings.Cluster;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Calendar;

/// <summary>What somebody is reminded of just now.</summary>
/// <param name="Of">Which occurrence of the appointment.</param>
/// <param name="Time">UTC; whole days by the clock of whose they are.</param>
/// <param name="Link">Of its online meeting; null where it has none.</param>
public sealed record DueNotice(AppointmentId Appointment, DateTime Of, string Subject, Occurrence Time, bool IsWholeDay, string? Link);

/// <summary>Something that somebody is reminded of may be otherwise.</summary>
[GenerateSerializer, Immutable]
public sealed record RemindersChanged(PersonId Owner) : ServerNews;

/// <summary>The reminders that stand in people's pages. Dismissed in one, each is gone in all.</summary>
public sealed class ReminderBoard(IDbContextFactory<MeetingsDb> dbs, Bulletin bulletin, TimeProvider time)
{
    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>Calls back, on any thread, after each change of what somebody is reminded of, until the returned watch is disposed.</summary>
    public IDisposable Add(PersonId owner, Action changed) => bulletin.Read<RemindersChanged>(news =>
    {
        if (news.Owner == owner)
            changed();
    });

    /// <summary>What somebody is reminded of, in the order of the starts: as it stands now, and without what is over.</summary>
    public async Task<IReadOnlyList<DueNotice>> OfAsync(PersonId owner, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var notices = await (
            from notice in db.ReminderNotices.AsNoTracking()
            join appointment in db.Appointments.AsNoTracking() on notice.AppointmentId equals appointment.Id
            where notice.OwnerId == owner && !appointment.IsCancelled
            select new { notice.Of, Appointment = appointment }).ToListAsync(ct);
        if (notices.Count == 0)
            return [];
        var (zone, now) = (await OwnerZones.OfAsync(db, owner, ct), Now);
        return
        [
            .. from notice in notices
               let instance = Occurrences.Find(notice.Appointment.Read(), LocalDateTime.FromDateTime(notice.Of), zone)
               where instance is not null && instance.Time.End > now
               orderby instance.Time.Start
               select DueOf(notice.Appointment, notice.Of, instance),
        ];
    }

    /// <summary>Takes a reminder down.</summary>
    public async Task DismissAsync(PersonId owner, DueNotice notice, CancellationToken ct)
    {
        await dbs.WriteAsync(db => db.ReminderNotices.Where(n => n.OwnerId == owner && n.AppointmentId == notice.Appointment && n.Of == notice.Of).ExecuteDeleteAsync(ct), ct);
        Tell(owner);
    }

    /// <summary>Puts a reminder up, in the transaction that mails it, and clears away what is over.</summary>
    internal static async Task PutAsync(MeetingsDb db, StoredAppointment stored, Instance of, Instant now, CancellationToken ct)
    {
        var (named, end, over) = (of.Of.ToDateTimeUnspecified(), of.Time.End.ToDateTimeUtc(), now.ToDateTimeUtc());
        await db.ReminderNotices.Where(n => n.OwnerId == stored.OwnerId && n.EndsAt <= over).ExecuteDeleteAsync(ct);
        if (await db.ReminderNotices.SingleOrDefaultAsync(n => n.AppointmentId == stored.Id && n.Of == named, ct) is { } there)
            there.EndsAt = end;
        else
            db.Add(new ReminderNotice { AppointmentId = stored.Id, Of = named, OwnerId = stored.OwnerId, EndsAt = end });
    }

    /// <summary>Something that somebody is reminded of may be otherwise.</summary>
    internal void Tell(PersonId owner) => bulletin.Tell(new RemindersChanged(owner));

    private static DueNotice DueOf(StoredAppointment appointment, DateTime of, Instance instance) => new(
        appointment.Id,
        of,
        instance.Details.Subject,
        new Occurrence(instance.Time.Start.ToDateTimeUtc(), instance.Time.End.ToDateTimeUtc()),
        instance.When.IsWholeDay,
        // A link that another program wrote leads anywhere.
        appointment.MeetingId is null ? null : instance.Details.Conference?.Url);
}
