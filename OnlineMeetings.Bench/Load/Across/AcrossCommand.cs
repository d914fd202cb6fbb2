using OnlineMeetings.Bench.Report;
using OnlineMeetings.Bench.Server;

namespace OnlineMeetings.Bench.Load.Across;

/// <summary>`load across`: what it costs a room that its people sit at two servers.</summary>
internal static class AcrossCommand
{
    private const string Database = "ConnectionStrings__Default";

    public static async Task<int> RunAsync(string[] words)
    {
        var wishes = new Wishes(words, "people", "rate", "minutes", "runs", "pace");
        var (people, rate, minutes, runs, pace) = (wishes.Of("people", 100), wishes.Of("rate", 5.0), wishes.Of("minutes", 1.0), wishes.Of("runs", 3), wishes.Of("pace", 20.0));
        if (Environment.GetEnvironmentVariable(Database) is not { Length: > 0 } database)
        {
            await Console.Error.WriteLineAsync($"{Database} must lead to an empty PostgreSQL database.");
            return 2;
        }
        var program = await PublishedProgram.BringUpToDateAsync();
        var load = Machine.Load();
        var premises = new Premises();
        await premises.FurnishAsync(database, meetings: 2 * runs);

        var (atOne, atBoth) = (new List<LoadFigures>(), new List<LoadFigures>());
        for (var run = 1; run <= runs; run++)
        {
            // They take turns at who goes first, so that what else the machine does hits both alike.
            foreach (var isAcross in run % 2 == 0 ? new[] { true, false } : [false, true])
            {
                await Console.Error.WriteLineAsync($"Run {run} of {runs}: {people} people {(isAcross ? "at two servers" : "at one of two servers")} …");
                await using var other = await StartAsync(program);
                var hall = Hall(program, other, premises.Codes[atOne.Count + atBoth.Count], isAcross);
                (isAcross ? atBoth : atOne).Add(await new LoadRun(hall, people, pace, rate, TimeSpan.FromMinutes(minutes)).MeasureAsync());
            }
        }
        var result = new AcrossResult(people, rate, minutes, Machine.Here(chromium: null, load), atOne, atBoth);
        Console.WriteLine(result.Report());
        Console.WriteLine(await ResultFile.WriteAsync("load-across", result));
        return 0;
    }

    /// <summary>The room lives where the first one comes in.</summary>
    private static Hall Hall(string program, RunningServer other, string code, bool isAcross) => new(
        "program",
        () => StartAsync(program),
        (server, number, deliveries) => Load.Hall.ReaderAsync(isAcross && number % 2 == 1 ? other : server, code, number, deliveries));

    private static Task<RunningServer> StartAsync(string program) => RunningServer.StartAsync(
        program, furnish: null, "--Database:Provider=PostgreSql", "--Cluster:Enabled=true", "--Cluster:Address=127.0.0.1", "--Cluster:Port=0");
}
