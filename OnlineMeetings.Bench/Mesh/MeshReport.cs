using System.Globalization;
using OnlineMeetings.Bench.Browsers;
using OnlineMeetings.Bench.Report;

namespace OnlineMeetings.Bench.Mesh;

/// <summary>The tables of `mesh`: medians, of times with the smallest and the largest in brackets, and each goal beside what was seen.</summary>
internal static class MeshReport
{
    private const double MostOfFloor = 1.3;
    private const double Budget = 2000;
    private const double MostConcealed = 0.01;

    public static string Of(MeshResult result, int rounds) =>
        $"""
        {result.Machine}
        {rounds} rounds, camera {TestPicture.SmallNoise}, noise; https, published build, a browser for each person

        {Links(result)}
        {Media(result)}
        {Unseen(result)}
        {string.Join(Environment.NewLine, result.InVain.Select(who => $"Not everybody had a link to everybody within a minute: {who}"))}
        Where the time goes with {MostSenders(result)} people (ms after the click, of the last link):

        {Way(result)}
        """;

    private static MarkdownTable Links(MeshResult result)
    {
        var table = new MarkdownTable("people", "join click → all links up", "bare page", "ratio", "goal ≤ 1.3", "messages sent / received", "bare page");
        foreach (var (people, senders) in Sizes(result))
        {
            if (result.Of("app", people, run => run.AllUp) is not { } app || result.Of("bare", people, run => run.AllUp) is not { } bare)
                continue;
            var ratio = app.Median / bare.Median;
            table.Add(Words(people, senders), app.Show(" ms"), bare.Show(" ms"), Invariant($"{ratio:0.00}"), Goal(ratio <= MostOfFloor), Messages("app", people), Messages("bare", people));
        }
        return table;

        string Messages(string venue, int people) => $"{Median(result, venue, people, run => run.Sent):0} / {Median(result, venue, people, run => run.Received):0}";
    }

    private static MarkdownTable Media(MeshResult result)
    {
        var table = new MarkdownTable(
            "people", "frames a second and tile", "bare", "upload of one person", "bare", "goal ≤ 2,000 kbit/s", "concealed sound", "bare", "goal < 1 %", "cores: browsers", "bare", "server");
        foreach (var (people, senders) in Sizes(result))
        {
            table.Add(
                Words(people, senders),
                Show("app", run => run.Together.Frames, "0.0"),
                Show("bare", run => run.Together.Frames, "0.0"),
                Show("app", run => run.Together.Upload, "#,0"),
                Show("bare", run => run.Together.Upload, "#,0"),
                Goal(result.Of("app", people, run => run.Together.Upload)?.Max <= Budget),
                Show("app", run => run.Together.Concealed, "0.0 %"),
                Show("bare", run => run.Together.Concealed, "0.0 %"),
                Median(result, "app", people, run => run.Together.Concealed) is { } concealed ? Goal(concealed < MostConcealed) : "",
                Show("app", run => run.Together.Browsers, "0.00"),
                Show("bare", run => run.Together.Browsers, "0.00"),
                Show("app", run => run.Together.Server, "0.000"));

            string Show(string venue, Func<MeshRun, double?> figure, string format) =>
                Median(result, venue, people, figure)?.ToString(format, CultureInfo.InvariantCulture) ?? "";
        }
        return table;
    }

    private static MarkdownTable Unseen(MeshResult result)
    {
        var table = new MarkdownTable("pictures that nobody sees", "kbit/s on all links", "goal");
        Add("received, of all others while they are hidden", run => run.Unwatched?.Hidden);
        Add("sent, from 1 s after the camera was turned off", run => run.Unwatched?.Off);
        return table;

        void Add(string what, Func<MeshRun, double?> figure)
        {
            if (Figures.Of(result.Runs.Select(figure)) is { } figures)
                table.Add(what, figures.Show(""), $"0: {Goal(figures.Max == 0)}");
        }
    }

    private static MarkdownTable Way(MeshResult result)
    {
        var table = new MarkdownTable("", "app", "bare page");
        foreach (var (name, words) in Timeline.Way)
            table.Add(words, Show("app", name), Show("bare", name));
        return table;

        string Show(string venue, string step) => result.Of(venue, MostSenders(result), run => run.Way[step])?.Show("") ?? "";
    }

    private static int MostSenders(MeshResult result) => result.Runs.Max(run => run.Senders);

    private static IEnumerable<(int People, int Senders)> Sizes(MeshResult result) => result.Runs.Select(run => (run.People, run.Senders)).Distinct().Order();

    private static string Words(int people, int senders) => senders switch
    {
        0 => $"{people}, without media",
        _ when senders == people => $"{people}",
        _ => $"{people}, of whom {senders} send",
    };

    private static string Goal(bool isReached) => isReached ? "reached" : "**missed**";

    private static double? Median(MeshResult result, string venue, int people, Func<MeshRun, double?> figure) => result.Of(venue, people, figure)?.Median;

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
