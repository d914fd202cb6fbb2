using System.Globalization;
using Microsoft.Extensions.Localization;
using OnlineMeetings.Meetings;
using OnlineMeetings.Shell;

namespace OnlineMeetings.Calendar;

/// <summary>Says when a meeting takes place, in the viewer's language and zone; all times given are UTC.</summary>
public sealed class ScheduleWords(IStringLocalizer<CalendarTexts> T, TimeWords words)
{
    private static readonly TimeSpan _hour = TimeSpan.FromHours(1);

    /// <summary>The repetition of a schedule: "Every week on Tuesday, until 27 October"; "Once" for none.</summary>
    public string Repetition(Schedule schedule, DateTime now)
    {
        if (schedule.Rule is null)
            return T["Once"];
        if (Calendar.Repetition.Parse(schedule.Rule, schedule.Zone) is not { } repetition)
            return T["Again and again, by a rule from a calendar"];
        return Repetition(repetition, DateOnly.FromDateTime(schedule.Start), now);
    }

    /// <summary>The same for a repetition that begins on this day.</summary>
    public string Repetition(Repetition repetition, DateOnly start, DateTime now)
    {
        var pace = Pace(repetition, start);
        return repetition switch
        {
            { Until: { } until } => T["{0}, until {1}", pace, Day(until, now)],
            { Times: 1 } => T["{0}, once", pace],
            { Times: { } times } => T["{0}, {1} times", pace, times],
            _ => pace,
        };
    }

    /// <summary>A place in the month: "third Tuesday", "last Friday".</summary>
    public string Place(NthDay nth) => nth.Nth switch
    {
        1 => T["first {0}", Name(nth.Day)],
        2 => T["second {0}", Name(nth.Day)],
        3 => T["third {0}", Name(nth.Day)],
        4 => T["fourth {0}", Name(nth.Day)],
        5 => T["fifth {0}", Name(nth.Day)],
        -2 => T["last {0} but one", Name(nth.Day)],
        _ => T["last {0}", Name(nth.Day)],
    };

    /// <summary>A day of the week.</summary>
    public static string Name(DayOfWeek day) => CultureInfo.CurrentCulture.DateTimeFormat.GetDayName(day);

    /// <summary>A date: "29 February".</summary>
    public string Date(DateOnly date) => date.ToString(T["d MMMM"], CultureInfo.CurrentCulture);

    /// <summary>When it runs, or comes next, or that it is over, in few words for a card: "Tomorrow 10:00", "Every Monday 9:00".</summary>
    public string When(MeetingPlan plan, DateTime now, TimeZoneInfo zone) => plan.RunningOrNext(now) switch
    {
        { } running when running.Start <= now => T["Now, until {0}", Time(running.End, now, zone)],
        { } next when NearDay(next.Start, now, zone) is { } day => $"{day} {words.Clock(next.Start, zone)}",
        { } next when IsEveryWeek(plan.Schedule!) => T["Every {0} {1}", Name(zone.At(next.Start).DayOfWeek), words.Clock(next.Start, zone)],
        { } next => $"{FarDay(next.Start, now, zone)} {words.Clock(next.Start, zone)}",
        null when plan.LastEndsAt is { } end => Ended(plan, end, now, zone),
        null => T["No date, always open"],
    };

    /// <summary>The same for somebody at the door, who waits: "Starts in 12 minutes".</summary>
    public string Soon(MeetingPlan plan, DateTime now, TimeZoneInfo zone) =>
        plan.RunningOrNext(now) is { } one && WithinHour(one.Start, now) is { } words ? words : When(plan, now, zone);

    /// <summary>The same for one time: "Starts in 12 minutes", "Tomorrow 10:00".</summary>
    public string Soon(Occurrence one, DateTime now, TimeZoneInfo zone) => WithinHour(one.Start, now)
        ?? (one.Start <= now ? T["Now, until {0}", Time(one.End, now, zone)] : $"{Day(one.Start, now, zone)} {words.Clock(one.Start, zone)}");

    /// <summary>The day of something that is or comes: "Today", "Tuesday", "8 September".</summary>
    public string Day(DateTime utc, DateTime now, TimeZoneInfo zone) => NearDay(utc, now, zone) ?? FarDay(utc, now, zone);

    private string? WithinHour(DateTime start, DateTime now) => (start - now) switch
    {
        var ahead when Minutes(ahead) == 0 => T["Starts now"].Value,
        var ahead when Minutes(ahead) == 1 => T["Starts in 1 minute"].Value,
        var ahead when ahead > TimeSpan.Zero && ahead < _hour => T["Starts in {0} minutes", Minutes(ahead)].Value,
        var ahead when Minutes(-ahead) == 1 => T["Started 1 minute ago"].Value,
        var ahead when ahead < TimeSpan.Zero && -ahead < _hour => T["Started {0} minutes ago", Minutes(-ahead)].Value,
        _ => null,
    };

    private string Pace(Repetition repetition, DateOnly start) => repetition.Unit switch
    {
        Unit.Day => repetition.Interval == 1 ? T["Every day"] : T["Every {0} days", repetition.Interval],
        Unit.Week when repetition.IsEveryWeekday => T["Every weekday"],
        Unit.Week => repetition.Interval == 1
            ? T["Every week on {0}", Days(repetition, start)]
            : T["Every {0} weeks on {1}", repetition.Interval, Days(repetition, start)],
        Unit.Month => repetition.Interval == 1
            ? T["Every month on {0}", InMonth(repetition, start)]
            : T["Every {0} months on {1}", repetition.Interval, InMonth(repetition, start)],
        _ => repetition.Interval == 1
            ? T["Every year on {0}", Date(start)]
            : T["Every {0} years on {1}", repetition.Interval, Date(start)],
    };

    private string Days(Repetition repetition, DateOnly start) => repetition.Days switch
    {
        [] => Name(start.DayOfWeek),
        [var only] => Name(only),
        [.. var most, var last] => T["{0} and {1}", string.Join(", ", most.Select(Name)), Name(last)],
    };

    private string InMonth(Repetition repetition, DateOnly start) => repetition switch
    {
        { NthDay: { } nth } => T["the {0}", Place(nth)],
        { MonthDay: -1 } => T["the last day"],
        { MonthDay: < 0 and var fromEnd } => T["day {0} before the end", -fromEnd],
        _ => T["day {0}", repetition.MonthDay ?? start.Day],
    };

    private string Ended(MeetingPlan plan, DateTime end, DateTime now, TimeZoneInfo zone)
    {
        var ended = (zone.At(now).Date - zone.At(end).Date).Days switch
        {
            0 => T["Ended today {0}", words.Clock(end, zone)],
            1 => T["Ended yesterday {0}", words.Clock(end, zone)],
            _ => T["Ended {0}", words.Day(end, now, zone)],
        };
        return plan switch
        {
            { EndedAt: not null } or { Afterwards: EndBehaviour.KeepActive } => ended,
            { Afterwards: EndBehaviour.Delete } => T["{0}, will soon be deleted", ended],
            _ => T["{0}, goes to the archive soon", ended],
        };
    }

    private string? NearDay(DateTime utc, DateTime now, TimeZoneInfo zone) => (zone.At(utc).Date - zone.At(now).Date).Days switch
    {
        0 => T["Today"].Value,
        1 => T["Tomorrow"].Value,
        _ => null,
    };

    private string FarDay(DateTime utc, DateTime now, TimeZoneInfo zone) =>
        (zone.At(utc).Date - zone.At(now).Date).Days < 7 ? Name(zone.At(utc).DayOfWeek) : words.Day(utc, now, zone);

    private string Time(DateTime utc, DateTime now, TimeZoneInfo zone) => zone.At(utc).Date == zone.At(now).Date
        ? words.Clock(utc, zone)
        : $"{Day(utc, now, zone)} {words.Clock(utc, zone)}";

    private string Day(DateOnly day, DateTime now) =>
        day.ToString(day.Year == now.Year ? T["d MMMM"] : T["d MMMM yyyy"], CultureInfo.CurrentCulture);

    // Rounded, so that what starts in 59 seconds starts in a minute and not now.
    private static int Minutes(TimeSpan span) => (int)Math.Round(span.TotalMinutes, MidpointRounding.AwayFromZero);

    private static bool IsEveryWeek(Schedule schedule) => schedule.Rule is { } rule
        && Calendar.Repetition.Parse(rule, schedule.Zone) is { Unit: Unit.Week, Interval: 1, Days.Length: < 2, Until: null, Times: null };
}
