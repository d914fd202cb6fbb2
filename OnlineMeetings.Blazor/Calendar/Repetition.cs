using System.Collections.Immutable;
using System.Globalization;
using Ical.Net;
using Ical.Net.DataTypes;

namespace OnlineMeetings.Calendar;

/// <summary>What a repetition counts in.</summary>
public enum Unit
{
    Day,
    Week,
    Month,
    Year,
}

/// <summary>A place in the month: the third Tuesday, the last Friday (-1).</summary>
public sealed record NthDay(int Nth, DayOfWeek Day)
{
    /// <summary>The one that a date is: of each month's fifth, which most months lack, the last.</summary>
    public static NthDay Of(DateOnly date) => new(date.Day > 28 ? -1 : (date.Day + 6) / 7, date.DayOfWeek);
}

/// <summary>A repetition that people say in a sentence. Rules can say more; see <see cref="Parse"/>.</summary>
/// <param name="Days">Of the week, where <paramref name="Unit"/> is that.</param>
/// <param name="MonthDay">Of the month, where <paramref name="Unit"/> is that; -1 is the last.</param>
/// <param name="NthDay">Instead of <paramref name="MonthDay"/>.</param>
/// <param name="Until">The last day on which it may start, in the schedule's zone.</param>
/// <param name="Times">How often in all.</param>
public sealed record Repetition(
    Unit Unit,
    int Interval = 1,
    ImmutableArray<DayOfWeek> Days = default,
    int? MonthDay = null,
    NthDay? NthDay = null,
    DateOnly? Until = null,
    int? Times = null)
{
    private static readonly TimeOnly _endOfDay = new(23, 59, 59);
    private static readonly string[] _dayNames = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    public static readonly ImmutableArray<DayOfWeek> Weekdays =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    /// <summary>In the order of the week, Monday first; empty where the start says the day.</summary>
    public ImmutableArray<DayOfWeek> Days { get; init => field = InOrder(value); } = InOrder(Days);

    public bool IsEveryWeekday => Unit == Unit.Week && Interval == 1 && Days.SequenceEqual(Weekdays);

    /// <summary>The rule in the words of RFC 5545 §3.3.10.</summary>
    /// <param name="zone">The schedule's zone, since the rule says its last day in UTC.</param>
    public string ToRule(string zone) => ToRule(until => RecurrenceSet.ZoneOf(zone) is { } place
        ? RecurrenceSet.At(until.ToDateTime(_endOfDay), place).ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)
        : null);

    /// <summary>The rule of what starts like this.</summary>
    internal string ToRule(Span when) => ToRule(until => when.LastMoment(until.ToDateTime(_endOfDay)));

    private string ToRule(Func<DateOnly, string?> end)
    {
        var parts = new List<string> { $"FREQ={Frequency}" };
        if (Interval > 1)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"INTERVAL={Interval}"));
        if (Unit == Unit.Week && Days.Length > 0)
            parts.Add($"BYDAY={string.Join(',', Days.Select(day => _dayNames[(int)day]))}");
        if (Unit == Unit.Month && NthDay is { } nth)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"BYDAY={nth.Nth}{_dayNames[(int)nth.Day]}"));
        else if (Unit == Unit.Month && MonthDay is { } day)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"BYMONTHDAY={day}"));
        if (Until is { } until && end(until) is { } last)
            parts.Add($"UNTIL={last}");
        else if (Times is { } times)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"COUNT={times}"));
        return string.Join(';', parts);
    }

    /// <summary>The repetition that a rule says; null where it says more than a sentence, or nothing that can be read.</summary>
    public static Repetition? Parse(string rule, string zone)
    {
        if (RecurrenceSet.Parse(rule) is not { Parsed: var parsed, Until: var until } || !IsPlain(parsed))
            return null;
        var plain = new Repetition(UnitOf(parsed.Frequency), parsed.Interval, Until: LastDay(until, zone), Times: parsed.Count);
        return plain.Unit switch
        {
            Unit.Week when parsed.ByMonthDay.Count == 0 => plain with { Days = [.. parsed.ByDay.Select(day => day.DayOfWeek)] },
            Unit.Month when parsed is { ByDay: [{ Offset: { } nth and not 0 } day], ByMonthDay: [] } => plain with { NthDay = new NthDay(nth, day.DayOfWeek) },
            Unit.Month when parsed is { ByDay: [], ByMonthDay: [var day] } => plain with { MonthDay = day },
            _ when parsed is { ByDay: [], ByMonthDay: [] } => plain,
            _ => null,
        };
    }

    private static ImmutableArray<DayOfWeek> InOrder(ImmutableArray<DayOfWeek> days) =>
        days.IsDefault ? [] : [.. days.Distinct().OrderBy(day => ((int)day + 6) % 7)];

    private string Frequency => Unit switch
    {
        Unit.Day => "DAILY",
        Unit.Week => "WEEKLY",
        Unit.Month => "MONTHLY",
        _ => "YEARLY",
    };

    private static Unit UnitOf(FrequencyType frequency) => frequency switch
    {
        FrequencyType.Daily => Unit.Day,
        FrequencyType.Weekly => Unit.Week,
        FrequencyType.Monthly => Unit.Month,
        _ => Unit.Year,
    };

    // When the week begins makes a difference only to several days in every second week.
    private static bool IsPlain(RecurrenceRule rule) =>
        rule is { ByMonth.Count: 0, ByYearDay.Count: 0, ByWeekNo.Count: 0, BySetPosition.Count: 0 }
        && (rule.FirstDayOfWeek == DayOfWeek.Monday || rule.Interval == 1 || rule.ByDay.Count < 2);

    private static DateOnly? LastDay(CalDateTime? until, string zone) => until switch
    {
        null => null,
        { IsUtc: true } when RecurrenceSet.ZoneOf(zone) is { } place => DateOnly.FromDateTime(RecurrenceSet.Local(until.AsUtc, place)),
        _ => until.Date,
    };
}
