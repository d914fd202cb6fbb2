using System.Globalization;
using Microsoft.Extensions.Localization;

namespace OnlineMeetings.Calendar.Views;

/// <summary>Says days and times of a calendar, in the viewer's language; all are of the viewer's clock.</summary>
public sealed class CalendarWords(IStringLocalizer<CalendarTexts> T)
{
    /// <summary>What is looked at: "November 2026", "23 – 29 November 2026".</summary>
    public string Title(CalendarPeriod period) => period.View switch
    {
        CalendarView.Month => Said(period.Day, "MMMM yyyy"),
        CalendarView.Day => FullDay(period.Day),
        _ => Range(period.First, period.Last),
    };

    /// <summary>A day in full: "Wednesday, 25 November 2026".</summary>
    public string FullDay(DateOnly day) => Said(day, T["dddd d MMMM yyyy"]);

    /// <summary>The same without the year: "Wednesday, 25 November".</summary>
    public string Day(DateOnly day) => Said(day, T["dddd d MMMM"]);

    /// <summary>The name of a day of the week, short: "Wed".</summary>
    public static string ShortName(DateOnly day) => Said(day, "ddd");

    /// <summary>The name of a day's month: "November".</summary>
    public static string Month(DateOnly day) => Said(day, "MMMM");

    /// <summary>A day's number in the month; with the month where it begins: "1 December".</summary>
    public string Number(DateOnly day, bool withMonth) => Said(day, withMonth ? T["d MMMM"] : "%d");

    /// <summary>How many appointments a day has.</summary>
    public string Count(int appointments) => appointments switch
    {
        0 => T["No appointments"],
        1 => T["1 appointment"],
        _ => T["{0} appointments", appointments],
    };

    /// <summary>When an entry takes place, seen from a day that it is on: "9:00", "9:00 – 10:00", "All day", "Until 10:00".</summary>
    public string Time(Entry entry, DateOnly day, bool withEnd = false) => entry switch
    {
        { Line.IsWholeDay: true } => T["All day"],
        _ when entry.StartsOn(day) && withEnd && entry.EndsOn(day) && entry.End > entry.Start => $"{Clock(entry.Start)} – {Clock(entry.End)}",
        _ when entry.StartsOn(day) => Clock(entry.Start),
        _ when entry.EndsOn(day) => T["Until {0}", Clock(entry.End)],
        _ => T["All day"],
    };

    /// <summary>The time of the day: "9:00".</summary>
    public static string Clock(DateTime time) => time.ToString("H:mm", CultureInfo.CurrentCulture);

    private string Range(DateOnly first, DateOnly last) => first switch
    {
        _ when first.Year != last.Year => $"{Said(first, T["d MMMM yyyy"])} – {Said(last, T["d MMMM yyyy"])}",
        _ when first.Month != last.Month => $"{Said(first, T["d MMMM"])} – {Said(last, T["d MMMM yyyy"])}",
        _ => $"{Said(first, T["%d"])} – {Said(last, T["d MMMM yyyy"])}",
    };

    private static string Said(DateOnly day, string format) => day.ToString(format, CultureInfo.CurrentCulture);
}
