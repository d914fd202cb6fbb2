using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Rooms;

/// <summary>
/// Writes down which meetings are live, off the rooms' turns: for lists, and so that a room knows after a crash that people
/// were inside.
/// </summary>
internal sealed partial class LiveLedger(IDbContextFactory<MeetingsDb> dbs, IGrainFactory grains, TimeProvider time, ILogger<LiveLedger> log)
    : BackgroundService
{
    private static readonly TimeSpan _retryAfter = TimeSpan.FromSeconds(1);

    private readonly Channel<LiveNote> _notes = Channel.CreateUnbounded<LiveNote>();

    /// <param name="earlier">Whose meeting it was when this was noted before; their lists no longer show it as live.</param>
    public void Note(LiveCount count, PersonId organizer, PersonId? earlier = null) => _notes.Writer.TryWrite(new LiveNote(count, organizer, earlier));

    /// <summary>
    /// Ends the meetings whose server died and to which nobody came back while they could: a live one is written down each minute.
    /// </summary>
    public Task EndAbandonedAsync(CancellationToken ct) => dbs.WriteAsync(
        db =>
        {
            var longAgo = time.GetUtcNow().UtcDateTime - RoomTokens.Lifetime;
            return EndAsync(db, db.Meetings.Where(m => m.LiveSince != null && m.LastActivityAt < longAgo), ct);
        },
        ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var note in _notes.Reader.ReadAllAsync(stoppingToken))
        {
            while (!await TryWriteAsync(note, stoppingToken))
                await Task.Delay(_retryAfter, time, stoppingToken);
        }
    }

    private async Task<bool> TryWriteAsync(LiveNote note, CancellationToken ct)
    {
        try
        {
            await WriteAsync(note.Count, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The database is away: what is written is the state of now, so trying again is right however often.
            LedgerWaits(log, note.Count.Meeting, e);
            return false;
        }
        await TellListsAsync(note);
        return true;
    }

    private async Task WriteAsync(LiveCount count, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await dbs.WriteAsync(
            async db =>
            {
                var meeting = db.Meetings.Where(m => m.Id == count.Meeting);
                await meeting.ExecuteUpdateAsync(
                    set => set.SetProperty(m => m.LiveSince, count.Since)
                        .SetProperty(m => m.IsStarted, count.IsStarted)
                        .SetProperty(m => m.LastActivityAt, now),
                    ct);
                if (count.Inside == 0)
                    await EndAsync(db, meeting, ct);
            },
            ct);
    }

    private async Task TellListsAsync(LiveNote note)
    {
        try
        {
            if (note.Earlier is { } earlier && earlier != note.Organizer)
                await grains.GetGrain<ILiveMeetingsGrain>(earlier.Value).NoteAsync(new LiveCount(note.Count.Meeting, Inside: 0, Since: null));
            await grains.GetGrain<ILiveMeetingsGrain>(note.Organizer.Value).NoteAsync(note.Count);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The server of that list is away: it is told again within a minute, as long as somebody is inside.
            ListsNotTold(log, note.Count.Meeting, e);
        }
    }

    // The last one left: what held until the room was empty is over.
    private static async Task EndAsync(MeetingsDb db, IQueryable<Meeting> meetings, CancellationToken ct)
    {
        await db.Set<Removal>().Where(r => meetings.Any(m => m.Id == r.MeetingId)).ExecuteDeleteAsync(ct);
        await meetings.ExecuteUpdateAsync(
            set => set.SetProperty(m => m.LiveSince, (DateTime?)null).SetProperty(m => m.IsStarted, false).SetProperty(m => m.IsLocked, false), ct);
    }

    private sealed record LiveNote(LiveCount Count, PersonId Organizer, PersonId? Earlier);

    [LoggerMessage(LogLevel.Warning, "The lists could not be told that {Meeting} is live")]
    private static partial void ListsNotTold(ILogger log, MeetingId meeting, Exception e);

    [LoggerMessage(LogLevel.Warning, "The live count of {Meeting} could not be written yet")]
    private static partial void LedgerWaits(ILogger log, MeetingId meeting, Exception e);
}
