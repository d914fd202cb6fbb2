using System.Globalization;
using OnlineMeetings.Bench.Bare;
using OnlineMeetings.Bench.Browsers;
using OnlineMeetings.Bench.Report;
using OnlineMeetings.Bench.Server;

namespace OnlineMeetings.Bench.Join;

/// <summary>`join`: how long people wait for each other, in the program and, in the same run, on a bare page.</summary>
internal static class JoinCommand
{
    private const int UsualRuns = 7;
    private const int WarmUps = 2;

    public static async Task<int> RunAsync(string[] options)
    {
        var runs = options is [var wish, ..] ? int.Parse(wish, CultureInfo.InvariantCulture) : UsualRuns;
        var people = options is [_, var most, ..] ? Math.Clamp(int.Parse(most, CultureInfo.InvariantCulture), 2, Gathering.Most) : Gathering.Most;
        var program = await PublishedProgram.BringUpToDateAsync();
        var load = Machine.Load();
        await using var chromium = await Chromium.StartAsync(TestPicture.Waves);
        await using var bare = await BareServer.StartAsync();
        await using var server = await RunningServer.StartAsync(program);
        await using var organizer = await Organizer.SetUpAsync(chromium.Browser, server.Address);
        var app = new Venue("app", organizer.Meeting, IsFramed: true);
        var floor = new Venue("bare", bare.Address, IsFramed: false);

        var result = await MeasureAsync(chromium, app, floor, runs, people);
        result = result with { Machine = Machine.Here(chromium.Browser.Version, load) };
        Console.WriteLine(JoinReport.Of(result));
        Console.WriteLine(await ResultFile.WriteAsync("join", result));
        return 0;
    }

    /// <summary>Some rounds more than asked for: the first ones warm both servers up and are kept apart.</summary>
    private static async Task<JoinResult> MeasureAsync(Chromium chromium, Venue app, Venue floor, int runs, int people)
    {
        var result = new JoinResult();
        for (var run = 1 - WarmUps; run <= runs; run++)
        {
            await Console.Error.WriteLineAsync(run < 1 ? "Warming up …" : $"Run {run} of {runs} …");
            // They take turns at who goes first, so that what else the machine does hits both alike.
            foreach (var venue in run % 2 == 0 ? [app, floor] : new[] { floor, app })
            {
                var visit = await FirstVisit.MeasureAsync(chromium.Browser, venue);
                var gathering = await Gathering.MeasureAsync(chromium, venue, people);
                (run < 1 ? result.WarmUp : result.Runs).Add(new JoinRun(venue.Name, visit, gathering));
            }
        }
        return result;
    }
}
