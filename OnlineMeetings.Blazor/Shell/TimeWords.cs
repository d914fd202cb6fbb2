using System.Globalization;
using Microsoft.Extensions.Localization;

namespace OnlineMeetings.Shell;

/// <summary>Says times as people do: "Now", "2 h ago", "Yesterday", "8 September"; all of them are UTC and said in the given zone.</summary>
public sealed class TimeWords(IStringLocalizer<ShellTexts> T)
{
    private static readonly TimeSpan _week = TimeSpan.FromDays(7);

    /// <summary>How long ago something was.</summary>
    /// <param name="then">What lies ahead, because clocks differ, is now.</param>
    public string Ago(DateTime then, DateTime now, TimeZoneInfo zone)
    {
        var day = zone.At(then).Date;
        var today = zone.At(now).Date;
        return (now - then) switch
        {
            { TotalMinutes: < 1 } => T["Now"],
            { TotalHours: < 1 } past => T["{0} min ago", (int)past.TotalMinutes],
            var past when day == today => T["{0} h ago", (int)past.TotalHours],
            _ when day == today.AddDays(-1) => T["Yesterday"],
            _ when today - day < _week => day.ToString("dddd", CultureInfo.CurrentCulture),
            _ => Day(then, now, zone),
        };
    }

    /// <summary>"Today", "Yesterday", or the day.</summary>
    public string NearDay(DateTime then, DateTime now, TimeZoneInfo zone) => (zone.At(now).Date - zone.At(then).Date).Days switch
    {
        0 => T["Today"],
        1 => T["Yesterday"],
        _ => Day(then, now, zone),
    };

    /// <summary>The time of the day for what was today, else the day.</summary>
    public string Brief(DateTime then, DateTime now, TimeZoneInfo zone) =>
        zone.At(then).Date == zone.At(now).Date ? Clock(then, zone) : Day(then, now, zone);

    /// <summary>The day and the time of the day in full.</summary>
    public string Full(DateTime then, TimeZoneInfo zone) => zone.At(then).ToString("f", CultureInfo.CurrentCulture);

    /// <summary>The day, with the year where it is another one: "8 September", "8 September 2025".</summary>
    public string Day(DateTime then, DateTime now, TimeZoneInfo zone)
    {
        var day = zone.At(then);
        return day.ToString(day.Year == zone.At(now).Year ? T["d MMMM"] : T["d MMMM yyyy"], CultureInfo.CurrentCulture);
    }

    /// <summary>The day and the time of the day: "8 September 10:02".</summary>
    public string Moment(DateTime then, DateTime now, TimeZoneInfo zone) => $"{Day(then, now, zone)} {Clock(then, zone)}";

    /// <summary>The time of the day: "10:02".</summary>
    public string Clock(DateTime then, TimeZoneInfo zone) => zone.At(then).ToString("H:mm", CultureInfo.CurrentCulture);
}

public static class LocalTime
{
    extension(TimeZoneInfo zone)
    {
        /// <summary>A stored UTC time as this zone's clocks show it.</summary>
        public DateTime At(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, zone);
    }
}
