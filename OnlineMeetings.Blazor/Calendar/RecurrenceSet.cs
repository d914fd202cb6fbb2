using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using NodaTime;
using NodaTime.Extensions;
using Duration = NodaTime.Duration;
using Period = NodaTime.Period;

namespace OnlineMeetings.Calendar;

/// <summary>
/// Works out when a rule takes place, for the schedule of a meeting and for appointments, by Ical.Net. That is asked for local
/// times only, as RFC 5545 §3.3.10 computes them, and each is put into the zone here: with a zone Ical.Net ends a rule of hours
/// where the clocks are put back, knows no zone that a file brings along, and is slower.
/// </summary>
internal static class RecurrenceSet
{
    private const int MaxFine = 100_000;

    // What the clocks skip is read as so much later at the most: Samoa left out a day, others an hour or two.
    private static readonly Duration _day = Duration.FromHours(24);
    private static readonly Duration _hours = Duration.FromHours(2);

    /// <summary>A rule that can be worked out and that a schedule may have, or null: broken, or finer than a day.</summary>
    public static Rule? Parse(string rule) => Rule.Parse(rule) is { IsOfDays: true } parsed ? parsed : null;

    public static bool IsEndless(string rule) => Parse(rule) is { IsEndless: true };

    /// <summary>The last moment of a rule that has one, which may be local or UTC; a day less or more.</summary>
    public static DateTime? Until(string rule) => Parse(rule)?.Until?.Value;

    /// <summary>What starts at this UTC time, runs then, or comes later. Ends by itself where a rule matches nothing any more.</summary>
    public static IEnumerable<Occurrence> From(Schedule schedule, DateTime utc)
    {
        if (ZoneOf(schedule.Zone) is not { } zone)
            return [];
        var span = new Span(LocalDateTime.FromDateTime(schedule.Start), LocalDateTime.FromDateTime(schedule.End), new Zone(schedule.Zone));
        if (schedule.Rule is null)
            return [Of(span.IntervalAt(span.Start, zone))];
        if (Parse(schedule.Rule) is not { } rule)
            return [];
        var length = span.IntervalAt(span.Start, zone).Duration;
        return Starts(rule, span.Start, zone, Before(utc.ToInstantUtc(), length)).Select(start => Of(span.IntervalAt(start.Local, zone)));
    }

    /// <summary>
    /// The starts that a rule names from a moment on: in order for rules of days and more, else by the hour. What the clocks skip
    /// and put on another start is there twice.
    /// </summary>
    /// <param name="first">Local start of the first occurrence, or from which the rule looks for it.</param>
    /// <param name="ofDays">Hours, minutes and seconds in a rule of whole days count for nothing (RFC 5545 §3.3.10).</param>
    /// <exception cref="CalendarRefusedException">The rule counts in minutes or seconds and finds nothing for too long.</exception>
    public static IEnumerable<(LocalDateTime Local, Instant At)> Starts(
        Rule rule, LocalDateTime first, DateTimeZone zone, Instant from, bool ofDays = false)
    {
        var last = rule.LastMoment(zone);
        var slack = rule.IsDailyOrRarer ? _day : _hours;
        var localFrom = from == Instant.MinValue ? first : Before(from, slack).InZone(zone).LocalDateTime;
        foreach (var local in LocalStarts(rule, first, localFrom, hasTime: !ofDays, MaxUnmatched(rule.Parsed.Frequency)))
        {
            var at = At(local, zone);
            if (at - slack > last)
                yield break;
            if (at >= from && !(at > last))
                yield return (local, at);
        }
    }

    /// <summary>Whether the rule itself names the start from which it looks. Only its first turns are worked out for that.</summary>
    public static bool NamesStart(Rule rule, LocalDateTime first, bool ofDays) =>
        LocalStarts(rule, first, first, hasTime: !ofDays, maxUnmatched: 1).Select(local => (LocalDateTime?)local).FirstOrDefault() == first;

    public static DateTimeZone? ZoneOf(string zone) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone);

    /// <summary>
    /// The moment of a local time. What a clock skips in spring is read with the offset from before, what it shows twice in
    /// autumn is the first of the two (RFC 5545 §3.3.5).
    /// </summary>
    public static Instant At(LocalDateTime local, DateTimeZone zone) => zone.AtLeniently(local).ToInstant();

    /// <summary>The UTC time of a local one.</summary>
    public static DateTime At(DateTime local, DateTimeZone zone) => At(LocalDateTime.FromDateTime(local), zone).ToDateTimeUtc();

    /// <summary>The local time of a UTC one.</summary>
    public static DateTime Local(DateTime utc, DateTimeZone zone) => utc.ToInstantUtc().InZone(zone).ToDateTimeUnspecified();

    internal static Instant ToInstantUtc(this DateTime utc) => DateTime.SpecifyKind(utc, DateTimeKind.Utc).ToInstant();

    private static Instant Before(Instant moment, Duration span) =>
        moment.Minus(Instant.FromUtc(1, 1, 1, 0, 0)) > span + _day ? moment - span : Instant.FromUtc(1, 1, 2, 0, 0);

    private static Occurrence Of(Interval interval) => new(interval.Start.ToDateTimeUtc(), interval.End.ToDateTimeUtc());

    private static IEnumerable<LocalDateTime> LocalStarts(Rule rule, LocalDateTime first, LocalDateTime from, bool hasTime, int maxUnmatched)
    {
        var repeated = new CalendarEvent { Start = Floating(Near(rule.Parsed, first, from), hasTime), RecurrenceRule = rule.Parsed };
        var bounded = new EvaluationOptions { MaxUnmatchedIncrementsLimit = maxUnmatched };
        using var starts = Ask().GetEnumerator();
        while (MovesOn(starts, rule, maxUnmatched) && starts.Current.Period.StartTime.Year <= Rule.LastYear)
            yield return LocalDateTime.FromDateTime(starts.Current.Period.StartTime.Value);

        // Lazily: at the end of all calendars Ical.Net throws as soon as it is asked.
        IEnumerable<Ical.Net.DataTypes.Occurrence> Ask()
        {
            foreach (var occurrence in repeated.GetOccurrences(Floating(LocalDateTime.Max(from, first), hasTime), bounded))
                yield return occurrence;
        }
    }

    // Ical.Net counts every turn from the first start on: half a minute for seconds of 20 years. A whole number of turns later
    // the rule goes on the same, but for one that counts its occurrences, and but for months, which are not all as long.
    private static LocalDateTime Near(RecurrenceRule rule, LocalDateTime first, LocalDateTime from)
    {
        if (rule.Count is not null || from <= first)
            return first;
        var interval = Math.Max(1, rule.Interval);
        var turns = Math.Max(0, (long)((from.ToDateTimeUnspecified() - first.ToDateTimeUnspecified()) / (Turn(rule.Frequency) * interval)) - 2);
        return rule.Frequency switch
        {
            FrequencyType.Monthly or FrequencyType.Yearly => first,
            _ => first + Period.FromTicks((Turn(rule.Frequency) * interval * turns).Ticks),
        };
    }

    private static TimeSpan Turn(FrequencyType frequency) => frequency switch
    {
        FrequencyType.Secondly => TimeSpan.FromSeconds(1),
        FrequencyType.Minutely => TimeSpan.FromMinutes(1),
        FrequencyType.Hourly => TimeSpan.FromHours(1),
        FrequencyType.Weekly => TimeSpan.FromDays(7),
        _ => TimeSpan.FromDays(1),
    };

    // How many turns in a row may hold no occurrence before the rule counts as over: a daily rule of 29 February may pass eight
    // years, and so may an hourly one. One of minutes may pass two months.
    private static int MaxUnmatched(FrequencyType frequency) => frequency switch
    {
        FrequencyType.Secondly or FrequencyType.Minutely => MaxFine,
        FrequencyType.Hourly => 72_000,
        _ => 3_000,
    };

    private static bool MovesOn(IEnumerator<Ical.Net.DataTypes.Occurrence> starts, Rule rule, int maxUnmatched)
    {
        try
        {
            return starts.MoveNext();
        }
        catch (EvaluationLimitExceededException e) when (maxUnmatched == MaxFine)
        {
            throw new CalendarRefusedException(CalendarRefusal.TooManyOccurrences, rule.Text, e);
        }
        catch (EvaluationException)
        {
            // Nothing matched for long, or the end of all calendars was reached.
            return false;
        }
    }

    private static CalDateTime Floating(LocalDateTime local, bool hasTime) => new(local.ToDateTimeUnspecified(), hasTime);
}
