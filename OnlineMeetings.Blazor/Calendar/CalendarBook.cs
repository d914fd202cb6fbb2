using Microsoft.EntityFrameworkCore;
using NodaTime;
using OnlineMeetings.Data;
using OnlineMeetings.Invitations;
using OnlineMeetings.Mail;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Calendar;

/// <summary>What of a series is meant.</summary>
public enum Scope
{
    All,
    One,

    /// <summary>This one and all after it.</summary>
    Following,
}

/// <summary>An appointment as it was read, to be changed.</summary>
/// <param name="Version">What <see cref="CalendarBook.ChangeAsync"/> compares.</param>
public sealed record AppointmentSheet(AppointmentId Id, Appointment Appointment, MeetingId? Meeting, int Version);

/// <summary>One line of a calendar.</summary>
/// <param name="Of">Its name within the series.</param>
/// <param name="StartsAt">UTC, or what every clock shows where <paramref name="IsLocal"/>.</param>
public sealed record CalendarLine(
    AppointmentId Appointment, DateTime Of, DateTime StartsAt, DateTime EndsAt, bool IsLocal, bool IsWholeDay, string Subject, bool IsCancelled, MeetingId? Meeting);

/// <summary>Somebody saved the appointment since it was read; nothing was changed.</summary>
public sealed class AppointmentChangedException : Exception;

/// <summary>
/// Everybody's calendars: what is in them, and the changes of it. An appointment, its online meeting and the mails to its attendees
/// are stored in one transaction, or not at all. Each person sees and changes their own.
/// </summary>
public sealed partial class CalendarBook(
    IDbContextFactory<MeetingsDb> dbs, MeetingBook meetings, AppointmentMeetings held, InvitationPost invitations, MailBell bell, ReminderBoard reminders,
    LiveRooms rooms, TimeProvider time, ILogger<CalendarBook> log)
{
    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>What takes place in a span of time, in the order of the starts: what is written out, and beyond that what is worked out.</summary>
    /// <param name="from">UTC.</param>
    /// <param name="to">UTC; the first moment that is no longer of it.</param>
    public async Task<IReadOnlyList<CalendarLine>> ListAsync(PersonId owner, DateTime from, DateTime to, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        // What every clock shows alike is at another moment in each zone.
        var (earliest, latest) = (from.AddHours(-14), to.AddHours(14));
        var shortEnd = latest + StoredOccurrence.Week;
        // Compared with a value: SQLite looks into an index for that, and not for "NOT".
        var (no, yes) = (false, true);
        var lines = await (
            from occurrence in db.Occurrences.Where(o => o.OwnerId == owner && o.IsLong == no && o.EndsAt >= earliest && o.EndsAt <= shortEnd && o.StartsAt < latest)
                .Concat(db.Occurrences.Where(o => o.OwnerId == owner && o.IsLong == yes && o.EndsAt >= earliest && o.StartsAt < latest))
            join appointment in db.Appointments on occurrence.AppointmentId equals appointment.Id
            orderby occurrence.StartsAt, occurrence.Id
            select new CalendarLine(
                appointment.Id, occurrence.Of, occurrence.StartsAt, occurrence.EndsAt, occurrence.IsLocal, occurrence.IsWholeDay, occurrence.Subject,
                appointment.IsCancelled, appointment.MeetingId)).ToListAsync(ct);
        var beyond = await db.Appointments.AsNoTracking().Where(a => a.OwnerId == owner && a.WrittenOutTo < latest).ToListAsync(ct);
        return beyond.Count == 0 ? lines : [.. lines.Concat(beyond.SelectMany(a => Beyond(a, earliest, latest))).OrderBy(line => line.StartsAt)];
    }

    /// <summary>One's own appointment; null where it is not theirs or gone.</summary>
    public async Task<AppointmentSheet?> FindAsync(PersonId owner, AppointmentId id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.Appointments.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id && a.OwnerId == owner, ct) is { } stored ? SheetOf(stored) : null;
    }

    /// <summary>Puts an appointment into somebody's calendar and invites its attendees.</summary>
    /// <param name="meeting">The online meeting that it takes place in.</param>
    /// <exception cref="CalendarRefusedException">It takes place too often, or somebody can't be invited.</exception>
    public async Task<AppointmentSheet> AddAsync(PersonId owner, Appointment appointment, MeetingChoice meeting, CancellationToken ct)
    {
        var stored = new StoredAppointment { Id = AppointmentId.New(), OwnerId = owner, Uid = appointment.Uid, CreatedAt = time.GetUtcNow().UtcDateTime };
        return await ChangeAsync(
            owner,
            async db =>
            {
                db.Add(stored);
                await SaveAsync(db, stored, before: null, appointment.Revise(appointment, Now), meeting, ct);
                return SheetOf(stored);
            },
            () => [stored.MeetingId],
            ct);
    }

    /// <summary>Changes an appointment, or one occurrence of it, or it and all that follow.</summary>
    /// <param name="of">The occurrence that is meant, where not all are.</param>
    /// <param name="changed">What it is to be: of the whole series, or of the occurrence.</param>
    /// <returns>The appointment that holds what was changed; null where it is not theirs or gone.</returns>
    /// <exception cref="AppointmentChangedException">Somebody saved it since.</exception>
    /// <exception cref="CalendarRefusedException">It takes place too often, or somebody can't be invited.</exception>
    public async Task<AppointmentSheet?> ChangeAsync(
        PersonId owner, AppointmentId id, int version, LocalDateTime? of, Scope scope, Appointment changed, MeetingChoice meeting, CancellationToken ct)
    {
        List<MeetingId?> touched = [];
        return await ChangeAsync(
            owner,
            async db =>
            {
                if (await OwnAsync(db, owner, id, version, ct) is not { } stored)
                    return null;
                touched.Add(stored.MeetingId);
                var before = stored.Read();
                // Where nothing is before the occurrence, all are meant.
                if (scope == Scope.Following && of is { } from && before.Repeats && before.Split(from, NewUid(), Now) is ({ } first, var rest))
                {
                    await SaveAsync(db, stored, before, first, MeetingChoice.AsItIs, ct);
                    var second = new StoredAppointment { Id = AppointmentId.New(), OwnerId = owner, Uid = rest.Uid, CreatedAt = stored.CreatedAt, MeetingId = stored.MeetingId };
                    db.Add(second);
                    await SaveAsync(db, second, before: null, Second(before, rest, changed), meeting, ct);
                    touched.Add(second.MeetingId);
                    return SheetOf(second);
                }
                var after = scope == Scope.One && of is { } one && before.Repeats
                    ? before.Change(one, changed.When, changed.Details, Now)
                    : before.Revise(changed with { Uid = before.Uid }, Now);
                await SaveAsync(db, stored, before, after, meeting, ct);
                touched.Add(stored.MeetingId);
                return SheetOf(stored);
            },
            () => touched,
            ct);
    }

    /// <summary>Takes an appointment, or some of its occurrences, out of the calendar; attendees are told. False where it is not theirs or gone.</summary>
    /// <exception cref="AppointmentChangedException">Somebody saved it since.</exception>
    public async Task<bool> RemoveAsync(PersonId owner, AppointmentId id, int version, LocalDateTime? of, Scope scope, CancellationToken ct)
    {
        List<MeetingId?> touched = [];
        return await ChangeAsync(
            owner,
            async db =>
            {
                if (await OwnAsync(db, owner, id, version, ct) is not { } stored)
                    return false;
                touched.Add(stored.MeetingId);
                var before = stored.Read();
                var after = !before.Repeats || of is not { } at ? null : scope switch
                {
                    Scope.One => before.Exclude(at, Now),
                    Scope.Following => before.EndBefore(at, Now),
                    _ => null,
                };
                if (after is not null)
                {
                    await SaveAsync(db, stored, before, after, MeetingChoice.AsItIs, ct);
                    return true;
                }
                await invitations.WithdrawAsync(db, stored, before, ct);
                db.Remove(stored);
                await db.SaveChangesAsync(ct);
                await held.FollowAsync(db, stored.MeetingId, ct);
                return true;
            },
            () => touched,
            ct);
    }

    /// <summary>
    /// Takes over an appointment as another program has it; one that is here under the same UID is as the file says then, and stays
    /// in its meeting. Nobody is invited. True where it was not here before.
    /// </summary>
    /// <exception cref="CalendarRefusedException">It is here in a newer version, or takes place too often.</exception>
    public async Task<bool> TakeOverAsync(PersonId owner, Appointment appointment, CancellationToken ct)
    {
        var subject = appointment.Details.Subject;
        if (appointment.Uid.Length > StoredAppointment.MaxUidLength)
            throw new CalendarRefusedException(CalendarRefusal.LongName, subject);
        List<MeetingId?> touched = [];
        return await ChangeAsync(
            owner,
            async db =>
            {
                var stored = await db.Appointments.Include(a => a.Occurrences).SingleOrDefaultAsync(a => a.OwnerId == owner && a.Uid == appointment.Uid, ct);
                if (stored is null)
                {
                    db.Add(stored = new StoredAppointment { Id = AppointmentId.New(), OwnerId = owner, Uid = appointment.Uid, CreatedAt = time.GetUtcNow().UtcDateTime });
                    stored.Write(appointment, Now, await OwnerZones.OfAsync(db, owner, ct));
                    return true;
                }
                touched.Add(stored.MeetingId);
                var before = stored.Read();
                if (Latest(before, appointment.OccurrenceOf) is var here && (here.Sequence, here.Stamp).CompareTo((appointment.Details.Sequence, appointment.Details.Stamp)) > 0)
                    throw new CalendarRefusedException(CalendarRefusal.Older, subject);
                var meeting = stored.MeetingId is { } id ? await db.Meetings.SingleOrDefaultAsync(m => m.Id == id, ct) : null;
                var after = With(before, appointment);
                stored.Write(meeting is null ? after : held.WithLink(after, meeting), Now, await OwnerZones.OfAsync(db, owner, ct));
                await db.SaveChangesAsync(ct);
                await held.FollowAsync(db, stored.MeetingId, ct);
                return false;
            },
            () => touched,
            ct);
    }

    /// <summary>Takes everything out of somebody's calendar, in the transaction that deletes their account; attendees are told.</summary>
    internal async Task EndAsync(MeetingsDb db, PersonId owner, CancellationToken ct)
    {
        foreach (var stored in await db.Appointments.AsNoTracking().Where(a => a.OwnerId == owner).ToListAsync(ct))
            await invitations.WithdrawAsync(db, stored, stored.Read(), ct);
        await held.ForgetAsync(db, owner, ct);
    }

    /// <summary>Writes out further what was written out until soon; nightly.</summary>
    public async Task WriteOutAsync(CancellationToken ct)
    {
        var soon = time.GetUtcNow().UtcDateTime + (WrittenOut.Ahead / 2).ToTimeSpan();
        await using var db = await dbs.CreateDbContextAsync(ct);
        foreach (var id in await db.Appointments.Where(a => a.WrittenOutTo < soon).Select(a => a.Id).ToListAsync(ct))
        {
            try
            {
                await dbs.WriteAsync(db => WriteOutAsync(db, id, ct), ct);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // One that takes place too often by now must not keep the others from going on.
                NotWrittenOut(log, id, e);
            }
        }
    }

    private async Task WriteOutAsync(MeetingsDb db, AppointmentId id, CancellationToken ct)
    {
        if (await db.Appointments.Include(a => a.Occurrences).SingleOrDefaultAsync(a => a.Id == id, ct) is not { } stored)
            return;
        stored.WriteOut(stored.Read(), Now, await OwnerZones.OfAsync(db, stored.OwnerId, ct));
        await db.SaveChangesAsync(ct);
        await held.FollowAsync(db, stored.MeetingId, ct);
    }

    /// <summary>A UID that no other calendar has (RFC 7986 §5.3).</summary>
    public static string NewUid() => Guid.NewGuid().ToString();

    private async Task SaveAsync(
        MeetingsDb db, StoredAppointment stored, Appointment? before, Appointment wanted, MeetingChoice meeting, CancellationToken ct)
    {
        var after = Revision.Complete(before, wanted);
        var earlier = stored.MeetingId;
        var chosen = await held.ChooseAsync(db, stored, after.Details.Subject, meeting, ct);
        stored.MeetingId = chosen?.Id;
        var told = await invitations.PostAsync(db, stored, before, held.WithLink(after, chosen), chosen, ct);
        stored.Write(told, Now, await OwnerZones.OfAsync(db, stored.OwnerId, ct));
        await db.SaveChangesAsync(ct);
        await held.FollowAsync(db, earlier, ct);
        if (stored.MeetingId != earlier)
            await held.FollowAsync(db, stored.MeetingId, ct);
    }

    // What is wanted was read of the whole series: of its exceptions and of its count the second one has what is left.
    private Appointment Second(Appointment whole, Appointment rest, Appointment wanted)
    {
        var moved = rest.MovedTo(wanted.When);
        return Revision.Complete(rest, rest.Revise(moved with { Details = wanted.Details, Rule = wanted.Rule == whole.Rule ? moved.Rule : wanted.Rule }, Now));
    }

    private static Details Latest(Appointment appointment, LocalDateTime? of) =>
        appointment.Changed.FirstOrDefault(change => change.Of == of)?.Details ?? appointment.Details;

    // Of a series a file may hold one occurrence alone (RFC 5546 §3.2.2).
    private static Appointment With(Appointment before, Appointment taken) => taken.OccurrenceOf is { } of && before.OccurrenceOf is null
        ? before with { Changed = [.. before.Changed.Where(change => change.Of != of), new ChangedOccurrence(of, taken.When, taken.Details)] }
        : taken;

    private async Task<T> ChangeAsync<T>(PersonId owner, Func<MeetingsDb, Task<T>> change, Func<IEnumerable<MeetingId?>> touched, CancellationToken ct)
    {
        var result = await dbs.WriteAsync(change, ct);
        await bell.RingAsync(CancellationToken.None);
        reminders.Tell(owner);
        foreach (var meeting in touched().OfType<MeetingId>().Distinct())
        {
            if (await meetings.LiveAsync(meeting, CancellationToken.None) is { } live)
                await rooms.TellAsync(meeting, new SettingsChanged(live));
        }
        return result;
    }

    private static async Task<StoredAppointment?> OwnAsync(MeetingsDb db, PersonId owner, AppointmentId id, int version, CancellationToken ct)
    {
        var stored = await db.Appointments.Include(a => a.Occurrences).SingleOrDefaultAsync(a => a.Id == id && a.OwnerId == owner, ct);
        return stored is null || stored.Version == version ? stored : throw new AppointmentChangedException();
    }

    private static AppointmentSheet SheetOf(StoredAppointment stored) => new(stored.Id, stored.Read(), stored.MeetingId, stored.Version);

    private static IEnumerable<CalendarLine> Beyond(StoredAppointment stored, DateTime from, DateTime to) =>
        Occurrences.Between(stored.Read(), from.ToInstantUtc(), to.ToInstantUtc(), DateTimeZone.Utc)
            .Where(instance => instance.Time.Start >= stored.WrittenOutTo!.Value.ToInstantUtc())
            .Select(instance => StoredOccurrence.From(stored, instance))
            .Select(o => new CalendarLine(stored.Id, o.Of, o.StartsAt, o.EndsAt, o.IsLocal, o.IsWholeDay, o.Subject, stored.IsCancelled, stored.MeetingId));

    [LoggerMessage(LogLevel.Error, "The occurrences of {Appointment} could not be written out further")]
    private static partial void NotWrittenOut(ILogger log, AppointmentId appointment, Exception e);
}
