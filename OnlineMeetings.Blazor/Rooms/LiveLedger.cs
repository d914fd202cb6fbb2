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

    /// <param name="waking">Which waking of the room notes it; see <see cref="Meeting.Wakings"/>.</param>
    /// <param name="earlier">Whose meeting it was when this was noted before; their lists no longer show it as live.</param>
    public void Note(LiveCount count, long waking, PersonId organizer, PersonId? earlier = null) =>
        _notes.Writer.TryWrite(new LiveNote(count, waking, organizer, earlier));

    /// <summary>
    /// Ends the meetings whose server died and to which nobody came back while they could: a live one is written down each minute.
    /// </summary>
    public async Task EndAbandonedAsync(CancellationToken ct)
    {
        var ended = await dbs.WriteAsync(
            async db =>
            {
                var longAgo = time.GetUtcNow().UtcDateTime - RoomTokens.Lifetime;
                var abandoned = db.Meetings.Where(m => m.LiveSince != null && m.LastActivityAt < longAgo);
                var nobodyInside = await abandoned.Select(m => new { m.Id, m.OrganizerId }).ToListAsync(ct);
                await EndAsync(db, abandoned, ct);
                return nobodyInside;
            },
            ct);
        foreach (var meeting in ended)
            await TellListAsync(meeting.OrganizerId, LiveCount.Nobody(meeting.Id));
    }

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
            if (!await WriteAsync(note.Count, note.Waking, ct))
            {
                LivesElsewhere(log, note.Count.Meeting);
                return true;
            }
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // The database is away: what is written is the state of now, so trying again is right however often.
            LedgerWaits(log, note.Count.Meeting, e);
            return false;
        }
        if (note.Earlier is { } earlier && earlier != note.Organizer)
            await TellListAsync(earlier, LiveCount.Nobody(note.Count.Meeting));
        await TellListAsync(note.Organizer, note.Count);
        return true;
    }

    /// <summary>False where the room has woken again since, after this server was taken for dead: what this one knows counts no more.</summary>
    private Task<bool> WriteAsync(LiveCount count, long waking, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return dbs.WriteAsync(
            async db =>
            {
                var meeting = db.Meetings.Where(m => m.Id == count.Meeting && m.Wakings == waking);
                var written = await meeting.ExecuteUpdateAsync(
                    set => set.SetProperty(m => m.LiveSince, count.Since)
                        .SetProperty(m => m.IsStarted, count.IsStarted)
                        .SetProperty(m => m.LastActivityAt, now),
                    ct);
                if (count.Inside == 0)
                    await EndAsync(db, meeting, ct);
                return written > 0;
            },
            ct);
    }

    private async Task TellListAsync(PersonId organizer, LiveCount count)
    {
        try
        {
            await grains.GetGrain<ILiveMeetingsGrain>(organizer.Value).NoteAsync(count);
        }
        catch (Exception e)
        {
            // The server of that list is away: it is told again within a minute, as long as somebody is inside.
            ListNotTold(log, count.Meeting, e);
        }
    }

    // The last one left: what held until the room was empty is over.
    private static async Task EndAsync(MeetingsDb db, IQueryable<Meeting> meetings, CancellationToken ct)
    {
        await db.Set<Removal>().Where(r => meetings.Any(m => m.Id == r.MeetingId)).ExecuteDeleteAsync(ct);
        await meetings.ExecuteUpdateAsync(
            set => set.SetProperty(m => m.LiveSince, (DateTime?)null).SetProperty(m => m.IsStarted, false).SetProperty(m => m.IsLocked, false), ct);
    }

    private sealed record LiveNote(LiveCount Count, long Waking, PersonId Organizer, PersonId? Earlier);

    [LoggerMessage(LogLevel.Warning, "What is noted of {Meeting} is void: its room lives elsewhere by now")]
    private static partial void LivesElsewhere(ILogger log, MeetingId meeting);

    [LoggerMessage(LogLevel.Warning, "A list could not be told who is in {Meeting}")]
    private static partial void ListNotTold(ILogger log, MeetingId meeting, Exception e);

    [LoggerMessage(LogLevel.Warning, "The live count of {Meeting} could not be written yet")]
    private static partial void LedgerWaits(ILogger log, MeetingId meeting, Exception e);
}
