using System.Diagnostics;
using OnlineMeetings.Bench.Circuits;
using OnlineMeetings.Bench.Report;
using OnlineMeetings.Bench.Server;

namespace OnlineMeetings.Bench.Load.Idle;

/// <summary>`load idle`: what each of many people costs who are in a room and do nothing, and whether that is given back.</summary>
internal static class IdleCommand
{
    /// <summary>They have come and gone before it is measured, so that what the server learns once is not taken for theirs.</summary>
    private const int WarmUp = 20;

    private static readonly TimeSpan _watched = TimeSpan.FromSeconds(40);

    /// <summary>
    /// The server lets go of a closed page only when its last calls of the page's scripts have got no answer for a minute. After this, nothing
    /// is left of those who warmed it up.
    /// </summary>
    private static readonly TimeSpan _calmAfter = TimeSpan.FromMinutes(2.5);

    /// <summary>So long it is looked whether what the people had is given back.</summary>
    private static readonly TimeSpan _forgottenWithin = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan _lookEvery = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync(string[] words)
    {
        var wishes = new Wishes(words, "people", "runs", "pace");
        var (people, runs, pace) = (wishes.Of("people", 1000), wishes.Of("runs", 1), wishes.Of("pace", 20.0));
        var program = await PublishedProgram.BringUpToDateAsync();
        var load = Machine.Load();
        var figures = new List<IdleFigures>();
        for (var run = 1; run <= runs; run++)
        {
            await Console.Error.WriteLineAsync($"Run {run} of {runs}: {people} people who do nothing …");
            figures.Add(await MeasureAsync(program, people, pace));
        }
        var result = new IdleResult(people, runs, Machine.Here(chromium: null, load), figures);
        Console.WriteLine(result.Report());
        Console.WriteLine(await ResultFile.WriteAsync("load-idle", result));
        return 0;
    }

    private static async Task<IdleFigures> MeasureAsync(string program, int people, double pace)
    {
        var premises = new Premises();
        await using var server = await RunningServer.StartAsync(program, data => premises.FurnishAsync(data, meetings: 1));
        await using (await GatherAsync(server, premises, WarmUp, pace))
            await Task.Delay(_lookEvery);
        await Task.Delay(_calmAfter);
        var empty = await Memory.OfAsync(server);

        Memory inside, reading;
        int connected;
        TimeSpan allIn;
        IReadOnlyDictionary<string, int> faults;
        double cores;
        await using (var crowd = await GatherAsync(server, premises, people, pace))
        {
            inside = await Memory.OfAsync(server);
            await using (var watch = new Watch(server))
            {
                await Task.Delay(_watched);
                cores = watch.Cores.Server;
            }
            await crowd.EachAsync(member => ((Attendee)member).OpenChatAsync());
            reading = await Memory.OfAsync(server);
            (connected, allIn, faults) = (crowd.Connected.Count(), crowd.AllInAfter, crowd.Faults);
        }
        var (left, after) = await UntilForgottenAsync(server, empty);
        return new IdleFigures(connected, allIn.TotalSeconds, cores, empty, inside, reading, left, after.TotalSeconds, faults);
    }

    /// <summary>Looks again and again until next to nothing is left, or the time is over.</summary>
    private static async Task<(Memory Left, TimeSpan After)> UntilForgottenAsync(RunningServer server, Memory empty)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            await Task.Delay(_lookEvery);
            var (left, after) = (await Memory.OfAsync(server), Stopwatch.GetElapsedTime(started));
            if (left.Live <= empty.Live * (1 + IdleResult.MostLeftOver) || after > _forgottenWithin)
                return (left, after);
        }
    }

    private static Task<Crowd> GatherAsync(RunningServer server, Premises premises, int people, double pace) => Crowd.GatherAsync(people, pace, async number =>
    {
        var attendee = new Attendee(server.Address, premises.Codes[0], $"Guest {number}", (_, _) => { });
        await Arrival.OrGoneAsync(attendee, async () =>
        {
            await attendee.ArriveAsync(CancellationToken.None);
            await attendee.JoinAsync(wantsSeat: false, CancellationToken.None);
        });
        return attendee;
    });
}
