using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Rooms;

/// <summary>Writes down who was in which meeting, off the rooms' turns: for everybody's list, and for the people on the cards.</summary>
internal sealed partial class ParticipationLedger(IDbContextFactory<MeetingsDb> dbs, TimeProvider time, ILogger<ParticipationLedger> log)
    : BackgroundService
{
    private const int MostAtOnce = 100;

    private static readonly TimeSpan _retryAfter = TimeSpan.FromSeconds(1);

    private readonly Channel<Arrival> _arrivals = Channel.CreateUnbounded<Arrival>();

    /// <summary>Somebody has come in.</summary>
    public void Note(MeetingId meeting, Participant who) =>
        _arrivals.Writer.TryWrite(new Arrival(meeting, who.Person, who.Name, who.IsGuest, time.GetUtcNow().UtcDateTime));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _arrivals.Reader.WaitToReadAsync(stoppingToken))
        {
            // When hundreds come in at once, that is one transaction and not hundreds.
            var together = new List<Arrival>();
            while (together.Count < MostAtOnce && _arrivals.Reader.TryRead(out var arrival))
                together.Add(arrival);
            while (!await TryWriteAsync(together, stoppingToken))
                await Task.Delay(_retryAfter, time, stoppingToken);
        }
    }

    private async Task<bool> TryWriteAsync(IReadOnlyList<Arrival> arrivals, CancellationToken ct)
    {
        try
        {
            await dbs.WriteAsync(db => WriteAsync(db, arrivals, ct), ct);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LedgerWaits(log, arrivals.Count, e);
            return false;
        }
    }

    private static async Task WriteAsync(MeetingsDb db, IReadOnlyList<Arrival> arrivals, CancellationToken ct)
    {
        var meetings = arrivals.Select(a => a.Meeting).Distinct().ToList();
        var people = arrivals.Select(a => a.Person).Distinct().ToList();
        // A meeting that was deleted meanwhile needs no list.
        var kept = await db.Meetings.Where(m => meetings.Contains(m.Id)).Select(m => m.Id).ToHashSetAsync(ct);
        var known = await db.Participations.Where(p => meetings.Contains(p.MeetingId) && people.Contains(p.PersonId))
            .ToDictionaryAsync(p => (p.MeetingId, p.PersonId), ct);
        foreach (var (meeting, person, name, isGuest, at) in arrivals.Where(a => kept.Contains(a.Meeting)))
        {
            if (!known.TryGetValue((meeting, person), out var participation))
            {
                participation = known[(meeting, person)] = new Participation { MeetingId = meeting, PersonId = person, FirstAt = at };
                db.Add(participation);
            }
            participation.Come(name, isGuest, at);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Count} arrivals could not be written down yet")]
    private static partial void LedgerWaits(ILogger log, int count, Exception e);

    /// <param name="At">UTC.</param>
    private sealed record Arrival(MeetingId Meeting, PersonId Person, string Name, bool IsGuest, DateTime At);
}
