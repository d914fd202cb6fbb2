using System.Globalization;
using OnlineMeetings.Bench.Report;

namespace OnlineMeetings.Bench.Load.Seats;

/// <summary>What one run of `load seats` came to.</summary>
/// <param name="AllIn">Seconds from the first one's knock until the last one was in.</param>
/// <param name="Pairs">Of whom one has offered a link and the other's answer has come.</param>
/// <param name="Times">From the click on Join to each answer.</param>
/// <param name="ServerCores">Processors that the server used, on average, while they came.</param>
internal sealed record SeatsFigures(
    int Seated, double AllIn, int Pairs, Latencies Times, double ServerCores, double ClientCores, Memory Full, IReadOnlyDictionary<string, int> Faults);

/// <summary>Everything that `load seats` measured.</summary>
internal sealed record SeatsResult(int Meetings, int Seats, double Seconds, int Runs, Machine Machine, IReadOnlyList<SeatsFigures> Figures)
{
    private const double MostTime = 3000;

    private int Pairs => Meetings * Seats * (Seats - 1) / 2;

    public string Report() =>
        $"""
        {Machine}
        {Meetings} meetings, to each of which {Seats} people with a seat come within {Seconds.ToString(CultureInfo.InvariantCulture)} s; offers and answers of 6 KB, and candidates, as browsers send them.
        Medians of {Runs} runs (least–most); https, published build; people and server on the same machine

        {Table()}
        {string.Join(Environment.NewLine, Figures.SelectMany(run => run.Faults.Select(fault => $"{fault.Value} times: {fault.Key}")))}
        """;

    private MarkdownTable Table()
    {
        var table = new MarkdownTable("", "program", "goal", "");
        Add("people with a seat", run => run.Seated, "0", "", $"{Meetings * Seats}", seated => seated == Meetings * Seats);
        Add("all in after", run => run.AllIn, "0.0", " s", $"≤ {Seconds:0} s", allIn => allIn <= Seconds);
        Add("pairs with offer and answer", run => run.Pairs, "0", "", $"{Pairs}", pairs => pairs == Pairs);
        Add("Join click → answer, median", run => run.Times.P50, "0", " ms");
        Add("Join click → answer, 95 %", run => run.Times.P95, "0", " ms", $"≤ {MostTime} ms", p95 => p95 <= MostTime);
        Add("Join click → answer, 99 %", run => run.Times.P99, "0", " ms");
        Add("Join click → answer, longest", run => run.Times.Max, "0", " ms");
        Add("cores: server", run => run.ServerCores, "0.00", "");
        Add("cores: all people", run => run.ClientCores, "0.00", "");
        Add("live managed memory, all there", run => run.Full.Live, "0.0", " MB");
        Add("resident memory, all there", run => run.Full.Resident, "0", " MB");
        return table;

        void Add(string what, Func<SeatsFigures, double> figure, string format, string unit, string goal = "", Func<double, bool>? isReached = null)
        {
            var figures = new Figures([.. Figures.Select(figure)]);
            table.Add(what, figures.As(format, unit), goal, isReached is null ? "" : isReached(figures.Median) ? "reached" : "**missed**");
        }
    }
}
