using System.Diagnostics;
using OnlineMeetings.Bench.Circuits;
using OnlineMeetings.Bench.Report;
using OnlineMeetings.Bench.Server;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Bench.Load.Seats;

/// <summary>`load seats`: many full meetings come together at the same time, and each pair of people exchanges what a link takes.</summary>
internal static class SeatsCommand
{
    /// <summary>The last one sets out so early that they can be in when the time is over.</summary>
    private const double SetOutWithin = 0.9;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _lookEvery = TimeSpan.FromMilliseconds(250);

    public static async Task<int> RunAsync(string[] words)
    {
        var wishes = new Wishes(words, "meetings", "seconds", "runs");
        var (meetings, seconds, runs) = (wishes.Of("meetings", 100), wishes.Of("seconds", 60.0), wishes.Of("runs", 1));
        var program = await PublishedProgram.BringUpToDateAsync();
        var load = Machine.Load();
        var figures = new List<SeatsFigures>();
        for (var run = 1; run <= runs; run++)
        {
            await Console.Error.WriteLineAsync($"Run {run} of {runs}: {meetings} meetings of {Room.Seats} people within {seconds} s …");
            figures.Add(await MeasureAsync(program, meetings, seconds));
        }
        var result = new SeatsResult(meetings, Room.Seats, seconds, runs, Machine.Here(chromium: null, load), figures);
        Console.WriteLine(result.Report());
        Console.WriteLine(await ResultFile.WriteAsync("load-seats", result));
        return 0;
    }

    private static async Task<SeatsFigures> MeasureAsync(string program, int meetings, double seconds)
    {
        var premises = new Premises();
        await using var server = await RunningServer.StartAsync(program, data => premises.FurnishAsync(data, meetings + 1));
        // One more meeting warms the server up.
        var warmUp = new FakeEngine[Room.Seats];
        await using (await GatherAsync(server, [premises.Codes[^1]], warmUp, perSecond: 5))
            await UntilAllAnsweredAsync(warmUp);

        var engines = new FakeEngine[meetings * Room.Seats];
        await using var watch = new Watch(server);
        await using var crowd = await GatherAsync(server, [.. premises.Codes.Take(meetings)], engines, engines.Length / (seconds * SetOutWithin));
        var cores = watch.Cores;
        await UntilAllAnsweredAsync(engines);
        FakeEngine[] there = [.. engines.Where(engine => engine is not null)];
        return new SeatsFigures(
            crowd.Connected.Count(), crowd.AllInAfter.TotalSeconds, there.Sum(engine => engine.Answered.Count),
            Latencies.Of(there.SelectMany(engine => engine.Answered).Select(time => (float)time)), cores.Server, cores.Client, await Memory.OfAsync(server), crowd.Faults);
    }

    /// <summary>The meetings fill at the same time, one person each in turn.</summary>
    private static Task<Crowd> GatherAsync(RunningServer server, IReadOnlyList<string> codes, FakeEngine[] engines, double perSecond) =>
        Crowd.GatherAsync(engines.Length, perSecond, async number =>
        {
            Attendee attendee = null!;
            var engine = engines[number] = new FakeEngine(signals => attendee.SignalAsync(signals));
            attendee = new Attendee(server.Address, codes[number % codes.Count], $"Guest {number}", (_, _) => { }) { Engine = engine.RunAsync };
            await Arrival.OrGoneAsync(attendee, async () =>
            {
                await attendee.ArriveAsync(CancellationToken.None);
                engine.ClickedAt = Stopwatch.GetTimestamp();
                await attendee.JoinAsync(wantsSeat: true, CancellationToken.None);
            });
            return attendee;
        });

    private static async Task UntilAllAnsweredAsync(FakeEngine[] engines)
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < _patience && engines.Any(engine => engine is not null && engine.Answered.Count < engine.Offered))
            await Task.Delay(_lookEvery);
    }
}
