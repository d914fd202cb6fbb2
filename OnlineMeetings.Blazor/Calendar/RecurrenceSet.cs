using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using NodaTime;
using NodaTime.Extensions;

namespace OnlineMeetings.Calendar;

/// <summary>
/// Works out when a <see cref="Schedule"/> takes place, by Ical.Net. Of an occurrence only its start is asked there: its end lies
/// the exact time after it that lies between the first start and end (RFC 5545 §3.8.5.3).
/// </summary>
internal static class RecurrenceSet
{
    // How many days (weeks, …) in a row may hold no occurrence before the rule counts as over: a daily rule of 29 February may
    // pass eight years.
    private static readonly EvaluationOptions _bounded = new() { MaxUnmatchedIncrementsLimit = 3_000 };

    /// <summary>A rule that can be worked out, or null: broken, or finer than a day.</summary>
    public static RecurrenceRule? Parse(string rule)
    {
        var parts = rule.Split(';').Select(part => part.Split('=')[0]).ToList();
        if (rule.Length is 0 or > Schedule.MaxRuleLength || parts.Distinct(StringComparer.OrdinalIgnoreCase).Count() < parts.Count)
            return null;
        try
        {
            var parsed = new RecurrenceRule(rule);
            return IsWhole(parsed) && (parsed.Until is not null) == parts.Contains("UNTIL", StringComparer.OrdinalIgnoreCase) ? parsed : null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            return null;
        }
    }

    public static bool IsEndless(string rule) => Parse(rule) is { Count: null, Until: null };

    /// <summary>The last moment of a rule that has one, which may be local or UTC; a day less or more.</summary>
    public static DateTime? Until(string rule) => Parse(rule)?.Until?.Value;

    /// <summary>What starts at this UTC time, runs then, or comes later. Ends by itself where a rule matches nothing any more.</summary>
    public static IEnumerable<Occurrence> From(Schedule schedule, DateTime utc)
    {
        if (ZoneOf(schedule.Zone) is not { } zone)
            yield break;
        var first = At(schedule.Start, zone);
        var length = LengthOf(schedule, zone);
        if (schedule.Rule is null)
        {
            yield return new Occurrence(first, first + length);
            yield break;
        }
        if (Parse(schedule.Rule) is not { } rule)
            yield break;
        var from = utc > first + length ? utc - length : first;
        using var starts = StartsOf(schedule, rule, from).GetEnumerator();
        while (MovesOn(starts))
            yield return new Occurrence(starts.Current, starts.Current + length);
    }

    public static DateTimeZone? ZoneOf(string zone) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone);

    /// <summary>
    /// The UTC time of a local one. What a clock skips in spring is read with the offset from before, what it shows twice in
    /// autumn is the first of the two (RFC 5545 §3.3.5).
    /// </summary>
    public static DateTime At(DateTime local, DateTimeZone zone) =>
        zone.AtLeniently(LocalDateTime.FromDateTime(local)).ToDateTimeUtc();

    /// <summary>The local time of a UTC one.</summary>
    public static DateTime Local(DateTime utc, DateTimeZone zone) =>
        DateTime.SpecifyKind(utc, DateTimeKind.Utc).ToInstant().InZone(zone).ToDateTimeUnspecified();

    // Between a start that the clock skips and the end there may be no time at all: then what the clock face says counts.
    private static TimeSpan LengthOf(Schedule schedule, DateTimeZone zone) =>
        At(schedule.End, zone) - At(schedule.Start, zone) is { Ticks: > 0 } exact ? exact : schedule.End - schedule.Start;

    private static IEnumerable<DateTime> StartsOf(Schedule schedule, RecurrenceRule rule, DateTime from)
    {
        // A whole day is still of the repetition; Ical.Net would end it before that day.
        if (rule.Until is { HasTime: false } day && ZoneOf(schedule.Zone) is { } zone)
            rule.Until = new CalDateTime(At(day.Date.ToDateTime(new TimeOnly(23, 59, 59)), zone), CalDateTime.UtcTzId, hasTime: true);
        var repeated = new CalendarEvent { Start = new CalDateTime(schedule.Start, schedule.Zone, hasTime: true), RecurrenceRule = rule };
        // Lazily: at the end of all calendars it throws as soon as it is asked.
        foreach (var occurrence in repeated.GetOccurrences(new CalDateTime(from, CalDateTime.UtcTzId, hasTime: true), _bounded))
            yield return occurrence.Period.StartTime.AsUtc;
    }

    private static bool MovesOn(IEnumerator<DateTime> starts)
    {
        try
        {
            return starts.MoveNext();
        }
        catch (EvaluationException)
        {
            // Nothing matched for long, or the end of all calendars was reached.
            return false;
        }
    }

    // Meetings are days apart at the least, and a place in the month belongs to rules of months and years.
    private static bool IsWhole(RecurrenceRule rule) =>
        rule.Frequency is FrequencyType.Daily or FrequencyType.Weekly or FrequencyType.Monthly or FrequencyType.Yearly
        && rule is { BySecond.Count: 0, ByMinute.Count: 0, ByHour.Count: 0 }
        && rule.Count is null or <= Schedule.MaxOccurrences
        && (rule.Frequency is FrequencyType.Monthly or FrequencyType.Yearly || rule.ByDay.TrueForAll(day => day.Offset is null or 0));
}
