using System.Diagnostics;
using System.Globalization;
using OnlineMeetings.Bench.Report;
using OnlineMeetings.Calendar.Views;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Bench.Views;

/// <summary>`views`: how long the server reads for each view of a full calendar.</summary>
internal static class ViewsCommand
{
    private const int UsualAppointments = 2_000;
    private const int WarmUps = 40;
    private const int Runs = 100;

    public static async Task<int> RunAsync(string[] options)
    {
        var count = options is [var wish, ..] ? int.Parse(wish, CultureInfo.InvariantCulture) : UsualAppointments;
        var load = Machine.Load();
        using var diary = new Diary();
        await Console.Error.WriteLineAsync($"Making {count} appointments …");
        var ana = await diary.FillAsync(count);

        var views = new List<ViewsResult.Reading>();
        foreach (var view in Enum.GetValues<CalendarView>())
        {
            foreach (var day in new DateOnly[] { new(2026, 9, 15), new(2028, 2, 1) })
                views.Add(await MeasureAsync(diary, ana, new CalendarPeriod(view, day)));
        }
        var result = new ViewsResult(count, Runs, Machine.Here(chromium: null, load), views);
        Console.WriteLine(result.Report());
        Console.WriteLine(await ResultFile.WriteAsync("views", result));
        return 0;
    }

    private static async Task<ViewsResult.Reading> MeasureAsync(Diary diary, PersonId ana, CalendarPeriod period)
    {
        var (from, to) = (period.First.ToDateTime(default, DateTimeKind.Utc), period.Last.AddDays(1).ToDateTime(default, DateTimeKind.Utc));
        var times = new List<double>();
        var (lines, queries) = (0, 0);
        for (var run = -WarmUps; run < Runs; run++)
        {
            diary.Database.Queries = 0;
            var started = Stopwatch.GetTimestamp();
            lines = (await diary.Book.ListAsync(ana, from, to, CancellationToken.None)).Count;
            var time = Stopwatch.GetElapsedTime(started);
            queries = diary.Database.Queries;
            if (run >= 0)
                times.Add(time.TotalMilliseconds);
        }
        return new ViewsResult.Reading($"{period.View} of {period.Day:yyyy-MM-dd}", lines, queries, new Figures(times));
    }
}
