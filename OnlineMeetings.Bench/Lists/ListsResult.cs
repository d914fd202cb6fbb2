using System.Globalization;
using OnlineMeetings.Bench.Report;

namespace OnlineMeetings.Bench.Lists;

/// <summary>Everything that `lists` measured.</summary>
internal sealed record ListsResult(int Meetings, int Runs, Machine Machine, IReadOnlyList<ListsResult.Page> Pages)
{
    private const double Goal = 50;

    /// <param name="Queries">SQL statements for one page.</param>
    /// <param name="Times">Milliseconds, one for each run.</param>
    /// <param name="Floor">The same of the bare SQL.</param>
    internal sealed record Page(string Name, int Cards, int Queries, Figures Times, Figures Floor);

    public string Report()
    {
        var table = new MarkdownTable("", "cards", "queries", "median", "95 %", "bare SQL", "goal", "");
        foreach (var page in Pages)
        {
            table.Add(
                page.Name, Whole(page.Cards), Whole(page.Queries), Milliseconds(page.Times.Median), Milliseconds(page.Times.P95),
                Milliseconds(page.Floor.Median), $"≤ {Goal} ms, 1 query", page.Times.P95 <= Goal && page.Queries == 1 ? "reached" : "missed");
        }
        return $"""
            {Machine}
            {Meetings} meetings in each list, SQLite, {Runs} readings of each page

            {table}
            """;
    }

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Milliseconds(double time) => time.ToString("0.0 'ms'", CultureInfo.InvariantCulture);
}
