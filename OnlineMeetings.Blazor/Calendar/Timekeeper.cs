using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Calendar;

/// <summary>
/// Moves meetings on to their next occurrence, and lets the end behaviour act when the last one is over. Who is still inside is
/// told once and not sent away: it acts when the room is empty.
/// </summary>
public sealed partial class Timekeeper(
    IDbContextFactory<MeetingsDb> dbs, MeetingBook book, AppointmentMeetings held, LiveRooms rooms, TimeProvider time, ILogger<Timekeeper> log)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task MoveOnAsync(CancellationToken ct)
    {
        var now = Now;
        await using var db = await dbs.CreateDbContextAsync(ct);
        foreach (var id in await db.Meetings.Where(m => m.NextEndsAt <= now).Select(m => m.Id).ToListAsync(ct))
            await MoveOnAsync(id, now, ct);
        foreach (var id in await db.Meetings.Where(m => m.LastEndsAt <= now && m.EndedAt == null).Select(m => m.Id).ToListAsync(ct))
            await EndAsync(id, ct);
    }

    private async Task MoveOnAsync(MeetingId id, DateTime now, CancellationToken ct)
    {
        try
        {
            await dbs.WriteAsync(
                async db =>
                {
                    if (await AppointmentMeetings.HoldAsync(db, id, ct))
                        await held.FollowAsync(db, id, ct);
                    else if (await db.Meetings.SingleOrDefaultAsync(m => m.Id == id, ct) is { } meeting)
                        meeting.MoveOn(now);
                },
                ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            NotMovedOn(log, id, e);
        }
    }

    private async Task EndAsync(MeetingId id, CancellationToken ct)
    {
        try
        {
            // A room that can't be asked, or that waits for its people to come back, is not empty.
            if (await rooms.LookAsync(id) is not { Recovering: false } room)
                return;
            if (room.People.Length > 0)
                await TellAsync(id, ct);
            else
                await ActAsync(id, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // One meeting must not keep the others from ending; it is tried again in a minute.
            NotEnded(log, id, e);
        }
    }

    private async Task TellAsync(MeetingId id, CancellationToken ct)
    {
        var now = Now;
        if (await ChangeAsync(id, meeting => meeting.EndIsDue(now) && meeting.TellEnd(now), ct) is { } told)
            await rooms.TellAsync(id, new ScheduleEnded(told.EndBehaviour));
    }

    private async Task ActAsync(MeetingId id, CancellationToken ct)
    {
        var now = Now;
        if (await book.DeleteEndedAsync(id, ct))
        {
            Ended(log, id, EndBehaviour.Delete);
            return;
        }
        var ended = await ChangeAsync(id, meeting =>
        {
            if (!meeting.EndIsDue(now) || meeting.EndBehaviour == EndBehaviour.Delete)
                return false;
            meeting.EndAt(now);
            meeting.Version++;
            return true;
        }, ct);
        if (ended is null)
            return;
        await rooms.TellAsync(id, new SettingsChanged(ended.Live));
        Ended(log, id, ended.EndBehaviour);
    }

    /// <summary>The meeting as it was changed; null where it was not, or is gone.</summary>
    private Task<Meeting?> ChangeAsync(MeetingId id, Func<Meeting, bool> change, CancellationToken ct) => dbs.WriteAsync(
        async db => await db.Meetings.SingleOrDefaultAsync(m => m.Id == id, ct) is { } meeting && change(meeting) ? meeting : null, ct);

    [LoggerMessage(LogLevel.Information, "The last occurrence of {Meeting} is over: {Behaviour}")]
    private static partial void Ended(ILogger log, MeetingId meeting, EndBehaviour behaviour);

    [LoggerMessage(LogLevel.Error, "{Meeting} could not be moved on to its next occurrence")]
    private static partial void NotMovedOn(ILogger log, MeetingId meeting, Exception e);

    [LoggerMessage(LogLevel.Error, "The end of {Meeting} could not be dealt with")]
    private static partial void NotEnded(ILogger log, MeetingId meeting, Exception e);
}
