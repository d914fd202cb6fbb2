namespace OnlineMeetings.Calendar.Views;

/// <summary>Where an entry stands in the column of a day.</summary>
/// <param name="From">Minutes after midnight, by the clock.</param>
/// <param name="To">The same; never less than is needed to be read.</param>
/// <param name="Lane">Which of those beside each other, from 0.</param>
/// <param name="Lanes">How many stand beside each other.</param>
public sealed record Placed(Entry Entry, int From, int To, int Lane, int Lanes);

/// <summary>Puts what takes place at the same time beside each other.</summary>
public static class Lanes
{
    private const int Least = 30;
    private const int Midnight = 24 * 60;

    public static IReadOnlyList<Placed> Of(IEnumerable<Entry> entries, DateOnly day)
    {
        var placed = new List<Placed>();
        var group = new List<Placed>();
        var ends = new List<int>();
        foreach (var (entry, from, to) in entries.Select(entry => Span(entry, day)).OrderBy(one => one.From).ThenByDescending(one => one.To))
        {
            if (ends.TrueForAll(end => end <= from))
                Close();
            var lane = ends.FindIndex(end => end <= from);
            if (lane < 0)
            {
                lane = ends.Count;
                ends.Add(to);
            }
            ends[lane] = to;
            group.Add(new Placed(entry, from, to, lane, Lanes: 0));
        }
        Close();
        return placed;

        void Close()
        {
            placed.AddRange(group.Select(one => one with { Lanes = ends.Count }));
            group.Clear();
            ends.Clear();
        }
    }

    private static (Entry Entry, int From, int To) Span(Entry entry, DateOnly day)
    {
        var midnight = day.ToDateTime(default);
        var from = Math.Min(Minutes(entry.Start - midnight), Midnight - Least);
        return (entry, from, Math.Max(from + Least, Minutes(entry.End - midnight)));
    }

    private static int Minutes(TimeSpan span) => Math.Clamp((int)span.TotalMinutes, 0, Midnight);
}
