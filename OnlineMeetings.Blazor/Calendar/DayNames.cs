using System.Globalization;
using NodaTime;

namespace OnlineMeetings.Calendar;

/// <summary>The days of the week as rules write them (RFC 5545 §3.3.10).</summary>
internal static class DayNames
{
    private static readonly string[] _names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    public static string Of(IsoDayOfWeek day) => _names[(int)day - 1];

    /// <summary>The name of the day that comes so many days later; earlier for fewer than none.</summary>
    public static string Later(string name, int days) =>
        Array.IndexOf(_names, name) is >= 0 and var index ? _names[(((index + days) % 7) + 7) % 7] : name;

    /// <summary>A date's place in its month: 3TU, or -1FR from its end.</summary>
    public static string PlaceOf(LocalDate date, bool fromEnd)
    {
        var nth = fromEnd ? -1 - ((date.Calendar.GetDaysInMonth(date.Year, date.Month) - date.Day) / 7) : (date.Day + 6) / 7;
        return string.Create(CultureInfo.InvariantCulture, $"{nth}{Of(date.DayOfWeek)}");
    }
}
