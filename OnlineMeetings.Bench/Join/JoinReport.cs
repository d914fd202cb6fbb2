using System.Globalization;
using OnlineMeetings.Bench.Browsers;
using OnlineMeetings.Bench.Report;

namespace OnlineMeetings.Bench.Join;

/// <summary>The tables of `join`: medians, with the smallest and the largest in brackets.</summary>
internal static class JoinReport
{
    public static string Of(JoinResult result) =>
        $"""
        {result.Machine}
        {result.Runs.Count / 2} runs, camera 640×360 at 15 fps, https, published build

        {Goals(result)}
        Where the time goes with 2 people (ms after the click):

        {Way(result)}
        """;

    private static MarkdownTable Goals(JoinResult result)
    {
        var table = new MarkdownTable("", "app", "bare page", "app ÷ bare", "goal");
        Compare("Join → first remote picture, 2 people", run => run.With(2)?.FirstFrame, " ms", "≤ 1.5");
        Compare("Join → all links up, 3 people", run => run.With(3)?.AllUp, " ms", "");
        Compare("Join → all links up, 4 people", run => run.With(4)?.AllUp, " ms", "");
        foreach (var people in new[] { 2, 4 })
        {
            Compare($"Round trips of signaling, {people} people", run => run.With(people)?.RoundTrips, "", "");
            Compare($"Messages sent, {people} people", run => run.With(people)?.Sent + run.With(people)?.Requests, "", "");
            Compare($"Messages received, {people} people", run => run.With(people)?.Received + run.With(people)?.Requests, "", "");
        }
        Compare("First visit until Join is usable", run => run.Visit.UsableAfter, " ms", "≤ 800 ms");
        Compare("First visit, over the wire", run => run.Visit.Bytes / 1000.0, " KB", "≤ 400 KB");
        Compare("First visit, requests", run => run.Visit.Requests.Count, "", "");
        return table;

        void Compare(string what, Func<JoinRun, double?> figure, string unit, string goal)
        {
            if (result.Of("app", figure) is not { } app || result.Of("bare", figure) is not { } bare)
                return;
            table.Add(what, app.Show(unit), bare.Show(unit), (app.Median / bare.Median).ToString("0.00", CultureInfo.InvariantCulture), goal);
        }
    }

    private static MarkdownTable Way(JoinResult result)
    {
        var table = new MarkdownTable("", "app", "bare page");
        foreach (var (name, words) in Timeline.Way)
            table.Add(words, Show("app", name), Show("bare", name));
        return table;

        string Show(string venue, string step) => result.Of(venue, run => run.With(2)?.Stages[step])?.Show("") ?? "";
    }
}
