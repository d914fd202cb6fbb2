using System.Globalization;
using NodaTime;
using NodaTime.TimeZones;

namespace OnlineMeetings.Calendar.Ics;

/// <summary>
/// Writes the VTIMEZONE of a zone (RFC 5545 §3.6.5). Ical.Net's takes the last change before a date and lets it come each year:
/// Casablanca, Jerusalem and every zone that changed its rules come out wrong, and what never changes has a yearly rule.
/// </summary>
internal static class ZoneWriting
{
    // What still holds then is taken to hold for ever. The dates of Ramadan, by which Morocco sets its clocks, are known until 2087.
    // After that only Cairo is wrong by some days now and then: its clocks change on the day after a last Thursday.
    private const int YearsSeen = 40;
    private const int LastYearKnown = 2088;

    // Fewer in a row are listed one by one.
    private const int FewestOfARule = 3;

    /// <summary>The lines that say what the clocks of the zone show from a moment on.</summary>
    public static IEnumerable<string> Lines(Zone zone, Instant from)
    {
        if (zone.Definition is { } definition)
            return definition.Split('\n');
        var lastYear = Math.Max(from.InUtc().Year + YearsSeen, LastYearKnown);
        var intervals = zone.Rules.GetZoneIntervals(from - Duration.FromDays(366), Instant.FromUtc(lastYear, 1, 1, 0, 0)).ToList();
        var changes = intervals.Zip(intervals.Skip(1), (before, after) => new Change(after, before.WallOffset)).ToList();
        return
        [
            "BEGIN:VTIMEZONE",
            $"TZID:{zone.Id}",
            .. Observance(Standing(intervals[0]), [], null),
            .. changes.GroupBy(change => change.Kind).SelectMany(OfOneKind),
            "END:VTIMEZONE",
        ];

        IEnumerable<string> OfOneKind(IEnumerable<Change> alike)
        {
            var singles = new List<Change>();
            var lines = new List<string>();
            foreach (var run in Runs([.. alike]))
            {
                if (run.Count >= FewestOfARule && DayOf(run) is { } day)
                    lines.AddRange(Observance(run[0], [], Rule(run, day, goesOn: run[^1].Local.Year == lastYear - 1)));
                else
                    singles.AddRange(run);
            }
            return singles.Count == 0 ? lines : lines.Concat(Observance(singles[0], singles, null));
        }
    }

    /// <summary>The clocks are put on or back.</summary>
    private sealed record Change(ZoneInterval Into, Offset From)
    {
        public LocalDateTime Local => Into.Start.WithOffset(From).LocalDateTime;

        // What one yearly rule may say: the same clock, in the same month, on the same day of the week and at the same time.
        public object Kind => (Into.Name, From, Into.WallOffset, Into.Savings > Offset.Zero, Local.Month, Local.DayOfWeek, Local.TimeOfDay);
    }

    private static Change Standing(ZoneInterval interval) =>
        new(new ZoneInterval(interval.Name, Instant.FromUtc(1970, 1, 1, 0, 0), null, interval.WallOffset, interval.Savings), interval.WallOffset);

    private static IEnumerable<List<Change>> Runs(List<Change> alike)
    {
        var run = new List<Change>();
        foreach (var change in alike)
        {
            if (run.Count > 0 && (change.Local.Year != run[^1].Local.Year + 1 || DayOf([.. run, change]) is null))
            {
                yield return run;
                run = [];
            }
            run.Add(change);
        }
        yield return run;
    }

    // The last Sunday, the second one, or the Friday from the 23rd to the 29th.
    private static string? DayOf(List<Change> run)
    {
        var name = DayNames.Of(run[0].Local.DayOfWeek);
        var days = run.ConvertAll(change => change.Local.Day);
        if (run.TrueForAll(change => change.Local.Day > CalendarSystem.Iso.GetDaysInMonth(change.Local.Year, change.Local.Month) - 7))
            return $"BYDAY=-1{name}";
        if (days.TrueForAll(day => (day + 6) / 7 == (days[0] + 6) / 7))
            return string.Create(CultureInfo.InvariantCulture, $"BYDAY={(days[0] + 6) / 7}{name}");
        var (first, last) = (days.Min(), days.Max());
        return last - first < 7 ? $"BYDAY={name};BYMONTHDAY={string.Join(',', Enumerable.Range(first, last - first + 1))}" : null;
    }

    private static string Rule(List<Change> run, string day, bool goesOn)
    {
        var rule = string.Create(CultureInfo.InvariantCulture, $"FREQ=YEARLY;BYMONTH={run[0].Local.Month};{day}");
        return goesOn ? rule : $"{rule};UNTIL={IcsTime.Of(run[^1].Into.Start)}";
    }

    private static IEnumerable<string> Observance(Change first, List<Change> all, string? rule)
    {
        var name = first.Into.Savings > Offset.Zero ? "DAYLIGHT" : "STANDARD";
        return
        [
            $"BEGIN:{name}",
            $"DTSTART:{IcsTime.Of(first.Local)}",
            .. all.Count > 1 ? [$"RDATE:{string.Join(',', all.Select(change => IcsTime.Of(change.Local)))}"] : (string[])[],
            .. rule is null ? (string[])[] : [$"RRULE:{rule}"],
            $"TZNAME:{first.Into.Name}",
            $"TZOFFSETFROM:{Text(first.From)}",
            $"TZOFFSETTO:{Text(first.Into.WallOffset)}",
            $"END:{name}",
        ];
    }

    private static string Text(Offset offset) =>
        offset.ToString(offset.Seconds % 60 == 0 ? "+HHmm" : "+HHmmss", CultureInfo.InvariantCulture);
}
