using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Attendance;

/// <summary>Somebody came into a room, in their first tab, or left it with their last.</summary>
/// <param name="At">UTC.</param>
public sealed record Passage(MeetingId Meeting, PersonId Person, string Name, bool IsGuest, bool IsIn, DateTime At);

/// <summary>
/// A room that had slept, or whose server died, says who is inside: whoever else is still written down as inside was gone when last
/// something was heard of it.
/// </summary>
/// <param name="HeardAt">UTC.</param>
public sealed record RollCall(MeetingId Meeting, ImmutableArray<PersonId> Inside, DateTime HeardAt);

/// <summary>Writes down who was in a meeting from when to when, off the rooms' turns.</summary>
public sealed partial class AttendanceLedger(IDbContextFactory<MeetingsDb> dbs, TimeProvider time, ILogger<AttendanceLedger> log)
    : BackgroundService
{
    private static readonly TimeSpan _retryAfter = TimeSpan.FromSeconds(1);

    // In the order in which the rooms noted it: a roll call knows nothing of who comes after it.
    private readonly Channel<(MeetingId Meeting, Func<CancellationToken, Task> Write)> _notes =
        Channel.CreateUnbounded<(MeetingId, Func<CancellationToken, Task>)>();

    public void Note(Passage passage) => _notes.Writer.TryWrite((passage.Meeting, ct => WriteAsync(passage, ct)));

    public void Note(RollCall call) => _notes.Writer.TryWrite((call.Meeting, ct => WriteAsync(call, ct)));

    /// <summary>What the browser of somebody who is inside, or was until now, says of their links.</summary>
    public void Note(MeetingId meeting, PersonId person, LinkReview links) =>
        _notes.Writer.TryWrite((meeting, ct => WriteAsync(meeting, person, links, ct)));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (meeting, write) in _notes.Reader.ReadAllAsync(stoppingToken))
        {
            while (!await TryWriteAsync(meeting, write, stoppingToken))
                await Task.Delay(_retryAfter, time, stoppingToken);
        }
    }

    internal Task WriteAsync(Passage passage, CancellationToken ct) =>
        dbs.WriteAsync(db => passage.IsIn ? EnterAsync(db, passage, ct) : LeaveAsync(db, passage, ct), ct);

    internal async Task WriteAsync(RollCall call, CancellationToken ct)
    {
        // Nearly every room that wakes has nobody to forget, and then takes nobody's turn to write.
        await using (var db = await dbs.CreateDbContextAsync(ct))
        {
            if (!await Missing(db, call).AnyAsync(ct))
                return;
        }
        await dbs.WriteAsync(
            db => Missing(db, call).ExecuteUpdateAsync(set => set.SetProperty(s => s.To, s => s.From > call.HeardAt ? s.From : call.HeardAt), ct), ct);
    }

    internal Task WriteAsync(MeetingId meeting, PersonId person, LinkReview links, CancellationToken ct) => dbs.WriteAsync(
        async db =>
        {
            var stay = await db.Stays.Where(s => s.MeetingId == meeting && s.PersonId == person).OrderByDescending(s => s.From).FirstOrDefaultAsync(ct);
            stay?.Add(links);
        },
        ct);

    private static IQueryable<Stay> Missing(MeetingsDb db, RollCall call) =>
        db.Stays.Where(s => s.MeetingId == call.Meeting && s.To == null && !call.Inside.Contains(s.PersonId));

    private async Task<bool> TryWriteAsync(MeetingId meeting, Func<CancellationToken, Task> write, CancellationToken ct)
    {
        try
        {
            await write(ct);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LedgerWaits(log, meeting, e);
            return false;
        }
    }

    private static async Task EnterAsync(MeetingsDb db, Passage passage, CancellationToken ct)
    {
        if (!await db.Meetings.AnyAsync(m => m.Id == passage.Meeting, ct))
            return;
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

    [LoggerMessage(LogLevel.Warning, "Who was in {Meeting} could not be written yet")]
    private static partial void LedgerWaits(ILogger log, MeetingId meeting, Exception e);
}
