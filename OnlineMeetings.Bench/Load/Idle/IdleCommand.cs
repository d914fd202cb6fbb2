using OnlineMeetings.Bench.Circuits;
using OnlineMeetings.Bench.Report;
using OnlineMeetings.Bench.Server;

namespace OnlineMeetings.Bench.Load.Idle;

/// <summary>`load idle`: what each of many people costs who are in a room and do nothing, and whether that is given back.</summary>
internal static class IdleCommand
{
    /// <summary>They have come and gone before it is measured, so that what the server learns once is not taken for theirs.</summary>
    private const int WarmUp = 20;

    /// <summary>Longer than a place in the room is kept, and than the last circuit takes to go.</summary>
    private static readonly TimeSpan _settlesWithin = TimeSpan.FromSeconds(40);

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
            await Task.Delay(_settlesWithin);
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
                await Task.Delay(_settlesWithin);
                cores = watch.Cores.Server;
            }
            await Task.WhenAll(crowd.Connected.Select(one => ((Attendee)one.Member).OpenChatAsync()));
            reading = await Memory.OfAsync(server);
            (connected, allIn, faults) = (crowd.Connected.Count(), crowd.AllInAfter, crowd.Faults);
        }
        await Task.Delay(_settlesWithin);
        return new IdleFigures(connected, allIn.TotalSeconds, cores, empty, inside, reading, await Memory.OfAsync(server), faults);
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
