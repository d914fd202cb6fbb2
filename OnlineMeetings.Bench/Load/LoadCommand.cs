using OnlineMeetings.Bench.Report;
using OnlineMeetings.Bench.Server;

namespace OnlineMeetings.Bench.Load;

/// <summary>`load`: many people in one meeting, of whom each reads what the others write, beside the same at a bare hub.</summary>
internal static class LoadCommand
{
    public static async Task<int> RunAsync(string[] words)
    {
        var wishes = new Wishes(words, "people", "rate", "minutes", "runs", "pace");
        var (people, rate, minutes, runs, pace) = (wishes.Of("people", 500), wishes.Of("rate", 10.0), wishes.Of("minutes", 10.0), wishes.Of("runs", 1), wishes.Of("pace", 20.0));
        var program = await PublishedProgram.BringUpToDateAsync();
        var load = Machine.Load();
        Hall[] halls = [Hall.Floor(), Hall.Program(program)];

        var figures = new List<LoadFigures>();
        for (var run = 1; run <= runs; run++)
        {
            // They take turns at who goes first, so that what else the machine does hits both alike.
            foreach (var hall in run % 2 == 0 ? halls.Reverse() : halls)
            {
                await Console.Error.WriteLineAsync($"Run {run} of {runs}: {people} people, {rate} messages a second for {minutes} minutes, {hall.Name} …");
                figures.Add(await new LoadRun(hall, people, pace, rate, TimeSpan.FromMinutes(minutes)).MeasureAsync());
            }
        }
        var result = new LoadResult(people, rate, minutes, runs, Machine.Here(chromium: null, load), figures);
        Console.WriteLine(result.Report());
        Console.WriteLine(await ResultFile.WriteAsync("load", result));
        return 0;
    }
}
