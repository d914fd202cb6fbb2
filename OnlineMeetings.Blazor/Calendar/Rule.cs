using Ical.Net;
using Ical.Net.DataTypes;
using NodaTime;

namespace OnlineMeetings.Calendar;

/// <summary>A repetition rule (RFC 5545 §3.3.10) that was read and can be worked out.</summary>
internal sealed class Rule
{
    /// <summary>The most occurrences that are counted of a rule that says how many there are.</summary>
    public const int MaxCount = 10_000;

    /// <summary>What comes after this year is never asked for, and times there soon can't be reckoned with.</summary>
    public const int LastYear = 9_000;

    // The most moments that one turn of a rule, a year of a yearly one, may name: every hour of a year and some more.
    private const long MaxInOneTurn = 20_000;

    private Rule(string text, RecurrenceRule parsed, CalDateTime? until)
    {
        Text = text;
        Parsed = parsed;
        Until = until;
    }

    public string Text { get; }

    /// <summary>Without UNTIL, which Ical.Net ends by the start of a day and not by its end.</summary>
    public RecurrenceRule Parsed { get; }

    /// <summary>The last moment: a day, a local time or UTC; null where it has none, as 99991231 says too.</summary>
    public CalDateTime? Until { get; }

    public bool IsEndless => Until is null && Parsed.Count is null;

    /// <summary>Whether it counts in days or more, at the one time of the day at which it starts.</summary>
    public bool IsOfDays => Parsed is { BySecond.Count: 0, ByMinute.Count: 0, ByHour.Count: 0 } && IsDailyOrRarer;

    /// <summary>Whether it goes on so often that no calendar can show it: more than four times an hour, uncounted.</summary>
    public bool ComesTooOften => Parsed.Count is null && Parsed.Frequency switch
    {
        FrequencyType.Secondly => Parsed.Interval < 15 * 60,
        FrequencyType.Minutely => Parsed.Interval < 15,
        _ => false,
    };

    public bool IsDailyOrRarer =>
        Parsed.Frequency is FrequencyType.Daily or FrequencyType.Weekly or FrequencyType.Monthly or FrequencyType.Yearly;

    /// <summary>The rule of this text; null where it is broken, or names too much.</summary>
    public static Rule? Parse(string text)
    {
        var parts = RuleText.Parts(text);
        if (text.Length is 0 or > Schedule.MaxRuleLength || parts.DistinctBy(part => part.Name).Count() < parts.Count)
            return null;
        try
        {
            var parsed = new RecurrenceRule(RuleText.Of(parts.Select(WithoutLeapSecond)));
            var until = parsed.Until;
            parsed.Until = null;
            // What Ical.Net can't read of UNTIL it leaves out, and the rule would never end.
            if ((until is not null) != parts.Exists(part => part.Name == "UNTIL") || parsed.Count > MaxCount || PlacesADayWrongly(parsed))
                return null;
            NameEachOnce(parsed);
            NameAllMonths(parsed);
            return InOneTurn(parsed) > MaxInOneTurn ? null : new Rule(text, parsed, until?.Year > LastYear ? null : until);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>The last moment in this zone; null where there is none. A whole day counts to its end.</summary>
    public Instant? LastMoment(DateTimeZone zone) => Until switch
    {
        null => null,
        { IsUtc: true } => Instant.FromDateTimeUtc(Until.AsUtc),
        { HasTime: false } => RecurrenceSet.At(LocalDateTime.FromDateTime(Until.Value.AddSeconds(86_399)), zone),
        _ => RecurrenceSet.At(LocalDateTime.FromDateTime(Until.Value), zone),
    };

    // Ical.Net refuses the second 60, which stands for 59 where leap seconds are not known (RFC 5545 §3.3.12).
    private static RulePart WithoutLeapSecond(RulePart part) => part.Name != "BYSECOND"
        ? part
        : part with { Value = string.Join(',', part.Value.Split(',').Select(second => second == "60" ? "59" : second)) };

    // Ical.Net looks for it for ever: the third Tuesday is of a month or a year (RFC 5545 §3.3.10).
    private static bool PlacesADayWrongly(RecurrenceRule rule) => rule.ByDay.Exists(day => day.Offset is not (null or 0))
        && (rule.Frequency is not (FrequencyType.Monthly or FrequencyType.Yearly) || rule.ByWeekNo.Count > 0);

    // What is named twice Ical.Net counts twice.
    private static void NameEachOnce(RecurrenceRule rule)
    {
        List<int>[] parts =
            [rule.BySecond, rule.ByMinute, rule.ByHour, rule.ByMonthDay, rule.ByYearDay, rule.ByWeekNo, rule.ByMonth, rule.BySetPosition];
        foreach (var numbers in parts)
        {
            var once = numbers.Distinct().Order().ToList();
            numbers.Clear();
            numbers.AddRange(once);
        }
        var days = rule.ByDay.DistinctBy(day => (day.Offset, day.DayOfWeek)).ToList();
        rule.ByDay.Clear();
        rule.ByDay.AddRange(days);
    }

    // A yearly rule of days of the month is of every month (RFC 5545 §3.3.10: "expand"); Ical.Net keeps to that of the start.
    private static void NameAllMonths(RecurrenceRule rule)
    {
        if (rule is { Frequency: FrequencyType.Yearly, ByMonthDay.Count: > 0, ByMonth.Count: 0, ByYearDay.Count: 0, ByWeekNo.Count: 0 })
            rule.ByMonth.AddRange(Enumerable.Range(1, 12));
    }

    private static long InOneTurn(RecurrenceRule rule)
    {
        var days = rule.Frequency switch
        {
            FrequencyType.Yearly => 366,
            FrequencyType.Monthly => 31,
            FrequencyType.Weekly => 7,
            _ => 1,
        };
        return (long)days * Math.Max(1, rule.ByHour.Count) * Math.Max(1, rule.ByMinute.Count) * Math.Max(1, rule.BySecond.Count);
    }
}
