using System.Globalization;
using OnlineMeetings.Bench.Report;

namespace OnlineMeetings.Bench.Load;

/// <summary>Everything that `load` measured.</summary>
internal sealed record LoadResult(int People, double Rate, double Minutes, int Runs, Machine Machine, IReadOnlyList<LoadFigures> Figures)
{
    private const double MostOfFloor = 2;
    private const double MostTime = 500;
    private const double MostGrowth = 1;

    private const string Program = "program";
    private const string Floor = "bare hub";

    public string Report() =>
        $"""
        {Machine}
        {People} people in one room, all of them by text and with the chat open; {Rate.ToString(CultureInfo.InvariantCulture)} messages a second of 120 characters for {Minutes.ToString(CultureInfo.InvariantCulture)} minutes, written in turn.
        Medians of {Runs} runs (least–most); https, published build; people and server on the same machine

        {Table()}
        {string.Join(Environment.NewLine, Figures.SelectMany(run => run.Faults.Select(fault => $"{run.Hall}, {fault.Value} times: {fault.Key}")))}
        """;

    private MarkdownTable Table()
    {
        var table = new MarkdownTable("", Program, Floor, "ratio", "goal", "");
        Add("people inside until the end", run => run.Inside, "0", "");
        Add("all in after", run => run.AllIn, "0.0", " s");
        Add("time to everybody, median", run => run.Times.P50, "0", " ms");
        Add("time to everybody, 95 %", run => run.Times.P95, "0", " ms", $"≤ {MostTime} ms, ≤ {MostOfFloor} × bare hub", p95 => p95 <= MostTime && p95 <= MostOfFloor * Median(Floor, run => run.Times.P95));
        Add("time to everybody, 99 %", run => run.Times.P99, "0", " ms");
        Add("time to everybody, longest", run => run.Times.Max, "0", " ms");
        Add("messages refused", run => run.Refused, "0", "");
        Add("lost", run => run.Lost, "0", "", "0", lost => lost == 0);
        Add("doubled", run => run.Doubled, "0", "", "0", doubled => doubled == 0);
        Add("sent late by at most", run => run.LatestSend, "0", " ms");
        Add("cores: server", run => run.ServerCores, "0.00", "");
        Add("cores: all people", run => run.ClientCores, "0.00", "");
        Add("from the server for each message and person", run => run.Batches, "0.0", " batches");
        Add("of bytes, before compression", run => run.Bytes, "#,0", "");
        Add("live managed memory, empty", run => run.Empty.Live, "0.0", " MB");
        Add("at the begin", run => run.Begin.Live, "0.0", " MB");
        Add("at the end", run => run.End.Live, "0.0", " MB");
        Add("for each person", run => run.LiveEach, "0", " KB");
        Add("growth", run => run.LiveSlope, "0.00", " MB/min", $"< {MostGrowth} MB/min", growth => growth < MostGrowth);
        Add("resident memory, empty", run => run.Empty.Resident, "0", " MB");
        Add("at the begin", run => run.Begin.Resident, "0", " MB");
        Add("at the end", run => run.End.Resident, "0", " MB");
        Add("growth", run => run.ResidentSlope, "0.00", " MB/min");
        return table;

        void Add(string what, Func<LoadFigures, double> figure, string format, string unit, string goal = "", Func<double, bool>? isReached = null)
        {
            var (program, floor) = (Median(Program, figure), Median(Floor, figure));
            table.Add(
                what, Of(Program, figure).As(format, unit), Of(Floor, figure).As(format, unit), floor > 0 ? (program / floor).ToString("0.00", CultureInfo.InvariantCulture) : "",
                goal, isReached is null ? "" : isReached(program) ? "reached" : "**missed**");
        }
    }

    private double Median(string hall, Func<LoadFigures, double> figure) => Of(hall, figure).Median;

    private Figures Of(string hall, Func<LoadFigures, double> figure) => new([.. Figures.Where(run => run.Hall == hall).Select(figure)]);
}
