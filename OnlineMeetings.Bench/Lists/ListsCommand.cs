using System.Diagnostics;
using System.Globalization;
using OnlineMeetings.Bench.Report;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Bench.Lists;

/// <summary>`lists`: how long the server reads for a page of cards, in how many queries, beside the bare SQL of such a page.</summary>
internal static class ListsCommand
{
    private const int UsualMeetings = 5_000;
    private const int WarmUps = 20;
    private const int Runs = 200;

    public static async Task<int> RunAsync(string[] options)
    {
        var count = options is [var wish, ..] ? int.Parse(wish, CultureInfo.InvariantCulture) : UsualMeetings;
        var load = Machine.Load();
        using var library = new Library();
        await Console.Error.WriteLineAsync($"Making {count} meetings for each list …");
        var ana = await library.FillAsync(count);

        var pages = new List<ListsResult.Page>();
        foreach (var (name, wanted, skip) in Pages(ana, count))
        {
            await Console.Error.WriteLineAsync($"{name} …");
            pages.Add(await MeasureAsync(library, name, wanted, skip));
        }
        var result = new ListsResult(count, Runs, Machine.Here(chromium: null, load), pages);
        Console.WriteLine(result.Report());
        Console.WriteLine(await ResultFile.WriteAsync("lists", result));
        return 0;
    }

    private static IEnumerable<(string Name, ListWish Wish, int Skip)> Pages(PersonId ana, int count)
    {
        foreach (var shelf in Enum.GetValues<MeetingShelf>())
        {
            foreach (var sort in Enum.GetValues<MeetingSort>())
                yield return ($"{shelf}, first page by {sort}", new ListWish(ana, shelf, Sort: sort), 0);
            yield return ($"{shelf}, page after {count - 100} by {MeetingSort.Title}", new ListWish(ana, shelf, Sort: MeetingSort.Title), count - 100);
            yield return ($"{shelf}, search that finds a tenth", new ListWish(ana, shelf, Library.OftenFound), 0);
            yield return ($"{shelf}, search of two words by {MeetingSort.Title}", new ListWish(ana, shelf, $"{Library.OftenFound} 77", MeetingSort.Title), 0);
            yield return ($"{shelf}, search that finds nothing", new ListWish(ana, shelf, "zzz"), 0);
        }
    }

    private static async Task<ListsResult.Page> MeasureAsync(Library library, string name, ListWish wish, int skip)
    {
        var (times, floor) = (new List<double>(), new List<double>());
        var (cards, queries) = (0, 0);
        for (var run = -WarmUps; run < Runs; run++)
        {
            library.Database.Queries = 0;
            var started = Stopwatch.GetTimestamp();
            cards = (await library.Lists.ReadAsync(wish, skip, CancellationToken.None)).Cards.Count;
            var time = Stopwatch.GetElapsedTime(started);
            queries = library.Database.Queries;
            var bare = await library.ReadBareAsync(wish, skip);
            if (run < 0)
                continue;
            times.Add(time.TotalMilliseconds);
            floor.Add(bare.TotalMilliseconds);
        }
        return new ListsResult.Page(name, cards, queries, new Figures(times), new Figures(floor));
    }
}
