using Microsoft.EntityFrameworkCore;

namespace OnlineMeetings.Meetings;

/// <summary>Counts in the database what lies in each of many periods, in one query.</summary>
internal static class CountingEach
{
    extension(IReadOnlyList<Period> periods)
    {
        /// <summary>All of the periods as one.</summary>
        public Period Whole => new(periods[^1].From, periods[0].To);

        /// <summary>When each begins.</summary>
        public DateTime[] Begins => [.. periods.Select(period => period.From ?? DateTime.MinValue)];
    }

    /// <summary>How many of these times lie in each period, in the order of the periods.</summary>
    /// <param name="periods">One after another without a gap, newest first.</param>
    public static async Task<IReadOnlyList<int>> CountEachAsync(this IQueryable<DateTime> times, IReadOnlyList<Period> periods, CancellationToken ct)
    {
        if (periods.Count == 0)
            return [];
        var begins = periods.Begins;
        var (from, to) = (periods.Whole.From ?? DateTime.MinValue, periods.Whole.To ?? DateTime.MaxValue);
        var counts = await times.Where(time => time >= from && time < to)
            .GroupBy(time => begins.Count(begin => begin <= time))
            .Select(place => new { place.Key, Count = place.Count() })
            .ToDictionaryAsync(place => place.Key, place => place.Count, ct);
        return [.. periods.Select((_, i) => counts.GetValueOrDefault(periods.Count - i))];
    }
}
