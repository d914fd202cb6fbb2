using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Attendance;

/// <summary>Somebody came into a room, in their first tab, or left it with their last.</summary>
/// <param name="At">UTC.</param>
public sealed record Passage(MeetingId Meeting, PersonId Person, string Name, bool IsGuest, bool IsIn, DateTime At);

/// <summary>Writes down who was in a meeting from when to when, off the rooms' turns.</summary>
internal sealed partial class AttendanceLedger(IDbContextFactory<MeetingsDb> dbs, TimeProvider time, ILogger<AttendanceLedger> log)
    : BackgroundService
{
    private static readonly TimeSpan _retryAfter = TimeSpan.FromSeconds(1);

    private readonly Channel<Passage> _passages = Channel.CreateUnbounded<Passage>();

    public void Note(Passage passage) => _passages.Writer.TryWrite(passage);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var passage in _passages.Reader.ReadAllAsync(stoppingToken))
        {
            while (!await TryWriteAsync(passage, stoppingToken))
                await Task.Delay(_retryAfter, time, stoppingToken);
        }
    }

    internal async Task<bool> TryWriteAsync(Passage passage, CancellationToken ct)
    {
        try
        {
            await dbs.WriteAsync(db => passage.IsIn ? EnterAsync(db, passage, ct) : LeaveAsync(db, passage, ct), ct);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LedgerWaits(log, passage.Meeting, e);
            return false;
        }
    }

    private static async Task EnterAsync(MeetingsDb db, Passage passage, CancellationToken ct)
    {
        if (!await db.Meetings.AnyAsync(m => m.Id == passage.Meeting, ct))
            return;
        await CloseForgottenAsync(db, passage, ct);
        var notLongAgo = passage.At - Stay.ShortDrop;
        var last = await db.Stays.Where(s => s.MeetingId == passage.Meeting && s.PersonId == passage.Person && (s.To == null || s.To >= notLongAgo))
            .OrderByDescending(s => s.From).FirstOrDefaultAsync(ct);
        if (last is not null)
        {
            (last.To, last.Name) = (null, passage.Name);
            return;
        }
        db.Stays.Add(new Stay
        {
            Id = Guid.CreateVersion7(),
            MeetingId = passage.Meeting,
            PersonId = passage.Person,
            Name = passage.Name,
            IsGuest = passage.IsGuest,
            From = passage.At,
        });
    }

    private static Task<int> LeaveAsync(MeetingsDb db, Passage passage, CancellationToken ct) => db.Stays
        .Where(s => s.MeetingId == passage.Meeting && s.PersonId == passage.Person && s.To == null)
        .ExecuteUpdateAsync(set => set.SetProperty(s => s.To, passage.At), ct);

    // A server that died saw nobody leave. Of a meeting that is no longer live, everybody was gone when last something was heard.
    private static async Task CloseForgottenAsync(MeetingsDb db, Passage passage, CancellationToken ct)
    {
        var over = await db.Meetings.Where(m => m.Id == passage.Meeting && m.LastActivityAt < passage.At - RoomTokens.Lifetime)
            .Select(m => (DateTime?)m.LastActivityAt).SingleOrDefaultAsync(ct);
        if (over is { } at)
        {
            await db.Stays.Where(s => s.MeetingId == passage.Meeting && s.To == null && s.From <= at)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.To, at), ct);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Who was in {Meeting} could not be written yet")]
    private static partial void LedgerWaits(ILogger log, MeetingId meeting, Exception e);
}
