using System.Globalization;
using OnlineMeetings.Bench.Report;

namespace OnlineMeetings.Bench.Views;

/// <summary>Everything that `views` measured.</summary>
internal sealed record ViewsResult(int Appointments, int Runs, Machine Machine, IReadOnlyList<ViewsResult.Reading> Readings)
{
    private const double Goal = 50;

    /// <param name="Lines">Occurrences in the view.</param>
    /// <param name="Queries">SQL statements for one view.</param>
    /// <param name="Times">Milliseconds, one for each run.</param>
    internal sealed record Reading(string Name, int Lines, int Queries, Figures Times);

    public string Report()
    {
        var table = new MarkdownTable("", "occurrences", "queries", "median", "95 %", "goal", "");
        foreach (var view in Readings)
        {
            table.Add(
                view.Name, Whole(view.Lines), Whole(view.Queries), Milliseconds(view.Times.Median), Milliseconds(view.Times.P95),
                $"≤ {Goal} ms", view.Times.P95 <= Goal ? "reached" : "missed");
        }
        return $"""
            {Machine}
            {Appointments} appointments, half of them repeating, SQLite, {Runs} readings of each view

            {table}
            """;
    }

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Milliseconds(double time) => time.ToString("0.0 'ms'", CultureInfo.InvariantCulture);
}
