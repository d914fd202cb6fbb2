using System.Collections.Immutable;
using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Attendance;

/// <summary>What a room notes of its attendance.</summary>
public abstract record AttendanceNote(MeetingId Meeting)
{
    /// <summary>Which waking of the room noted it (<see cref="Meetings.Meeting.Wakings"/>); null where no room did.</summary>
    public long? Waking { get; init; }
}

/// <summary>Somebody came into a room, in their first tab, or left it with their last.</summary>
/// <param name="At">UTC.</param>
public sealed record Passage(MeetingId Meeting, PersonId Person, string Name, bool IsGuest, bool IsIn, DateTime At) : AttendanceNote(Meeting);

/// <summary>
/// A room that had slept, or whose server died, says who is inside: whoever else is still written down as inside was gone when last
/// something was heard of it.
/// </summary>
/// <param name="HeardAt">UTC.</param>
public sealed record RollCall(MeetingId Meeting, ImmutableArray<PersonId> Inside, DateTime HeardAt) : AttendanceNote(Meeting);

/// <summary>The browser of somebody who is inside, or was until now, says how their links did.</summary>
public sealed record LinksReviewed(MeetingId Meeting, PersonId Person, LinkReview Links) : AttendanceNote(Meeting);

/// <summary>Writes down who was in a meeting from when to when, off the rooms' turns.</summary>
public sealed partial class AttendanceLedger(IDbContextFactory<MeetingsDb> dbs, TimeProvider time, ILogger<AttendanceLedger> log)
    : BackgroundService
{
    private const int MostAtOnce = 100;

    private static readonly TimeSpan _retryAfter = TimeSpan.FromSeconds(1);

    // In the order in which the rooms noted it: a roll call knows nothing of who comes after it.
    private readonly Channel<AttendanceNote> _notes = Channel.CreateUnbounded<AttendanceNote>();

    public void Note(AttendanceNote note) => _notes.Writer.TryWrite(note);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _notes.Reader.WaitToReadAsync(stoppingToken))
        {
            // When hundreds come or go at once, that is one transaction and not hundreds.
            var together = new List<AttendanceNote>();
            while (together.Count < MostAtOnce && _notes.Reader.TryRead(out var note))
                together.Add(note);
            while (!await TryWriteAsync(together, stoppingToken))
                await Task.Delay(_retryAfter, time, stoppingToken);
        }
    }

    internal Task WriteAsync(IReadOnlyCollection<AttendanceNote> notes, CancellationToken ct) => dbs.WriteAsync(
        async db =>
        {
            var meetings = notes.Select(n => n.Meeting).Distinct().ToList();
            var wakings = await db.Meetings.Where(m => meetings.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Wakings, ct);
            // A meeting may have been deleted meanwhile, or its room have woken elsewhere: what it was of before is told by the roll call there.
            foreach (var note in notes.Where(n => wakings.TryGetValue(n.Meeting, out var waking) && (n.Waking is null || n.Waking == waking)))
            {
                await WriteAsync(db, note, ct);
                // Each reads anew what the one before it wrote down.
                await db.SaveChangesAsync(ct);
                db.ChangeTracker.Clear();
            }
        }, ct);

    private static Task WriteAsync(MeetingsDb db, AttendanceNote note, CancellationToken ct) => note switch
    {
        Passage { IsIn: true } passage => EnterAsync(db, passage, ct),
        Passage passage => LeaveAsync(db, passage, ct),
        RollCall call => EndMissingAsync(db, call, ct),
        LinksReviewed reviewed => ReviewAsync(db, reviewed, ct),
        _ => throw new UnreachableException(),
    };

    private async Task<bool> TryWriteAsync(List<AttendanceNote> notes, CancellationToken ct)
    {
        try
        {
            await WriteAsync(notes, ct);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LedgerWaits(log, notes.Count, e);
            return false;
        }
    }

    private static async Task EnterAsync(MeetingsDb db, Passage passage, CancellationToken ct)
    {
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

    private static Task<int> EndMissingAsync(MeetingsDb db, RollCall call, CancellationToken ct) => db.Stays
        .Where(s => s.MeetingId == call.Meeting && s.To == null && !call.Inside.Contains(s.PersonId))
        .ExecuteUpdateAsync(set => set.SetProperty(s => s.To, s => s.From > call.HeardAt ? s.From : call.HeardAt), ct);

    private static async Task ReviewAsync(MeetingsDb db, LinksReviewed reviewed, CancellationToken ct)
    {
        var stay = await db.Stays.Where(s => s.MeetingId == reviewed.Meeting && s.PersonId == reviewed.Person).OrderByDescending(s => s.From).FirstOrDefaultAsync(ct);
        stay?.Add(reviewed.Links);
    }

    [LoggerMessage(LogLevel.Warning, "{Count} comings and goings could not be written down yet")]
    private static partial void LedgerWaits(ILogger log, int count, Exception e);
}
