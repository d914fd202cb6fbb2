using System.Globalization;
using OnlineMeetings.Bench.Report;

namespace OnlineMeetings.Bench.Load.Across;

/// <summary>Everything that `load across` measured.</summary>
internal sealed record AcrossResult(
    int People, double Rate, double Minutes, Machine Machine, IReadOnlyList<LoadFigures> AtOne, IReadOnlyList<LoadFigures> AtBoth)
{
    private const double MostMore = 20;

    public string Report() =>
        $"""
        {Machine}
        {People} people in one room, all of them by text and with the chat open; {Rate.ToString(CultureInfo.InvariantCulture)} messages a second of 120 characters for {Minutes.ToString(CultureInfo.InvariantCulture)} minutes, written in turn.
        Two servers on one PostgreSQL: everybody at one, and half of them at each. Medians of {AtOne.Count} runs (least–most); https, published build; people, servers and database on the same machine

        {Table()}
        {string.Join(Environment.NewLine, AtOne.Concat(AtBoth).SelectMany(run => run.Faults.Select(fault => $"{fault.Value} times: {fault.Key}")))}
        """;

    private MarkdownTable Table()
    {
        var table = new MarkdownTable("", "all at one", "half at each", "more", "goal", "");
        Add("people inside until the end", run => run.Inside, "");
        Add("time to everybody, median", run => run.Times.P50, " ms", $"≤ {MostMore} ms more", more => more <= MostMore);
        Add("time to everybody, 95 %", run => run.Times.P95, " ms");
        Add("time to everybody, longest", run => run.Times.Max, " ms");
        Add("lost", run => run.Lost, "", "0", _ => AtOne.Concat(AtBoth).All(run => run.Lost == 0));
        Add("doubled", run => run.Doubled, "", "0", _ => AtOne.Concat(AtBoth).All(run => run.Doubled == 0));
        return table;

        void Add(string what, Func<LoadFigures, double> figure, string unit, string goal = "", Func<double, bool>? isReached = null)
        {
            var (one, both) = (new Figures([.. AtOne.Select(figure)]), new Figures([.. AtBoth.Select(figure)]));
            var more = both.Median - one.Median;
            table.Add(
                what, one.As("0", unit), both.As("0", unit), more.ToString("0", CultureInfo.InvariantCulture) + unit, goal,
                isReached is null ? "" : isReached(more) ? "reached" : "**missed**");
        }
    }
}
