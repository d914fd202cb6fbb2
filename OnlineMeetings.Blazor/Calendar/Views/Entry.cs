using OnlineMeetings.Shell;

namespace OnlineMeetings.Calendar.Views;

/// <summary>A line of the calendar as the viewer's clock shows it.</summary>
/// <param name="Start">The viewer's local time; whole days are the same everywhere.</param>
/// <param name="End">The same; of whole days, midnight after the last.</param>
public sealed record Entry(CalendarLine Line, DateTime Start, DateTime End)
{
    public static Entry Of(CalendarLine line, TimeZoneInfo zone) => line.IsLocal
        ? new Entry(line, line.StartsAt, line.EndsAt)
        : new Entry(line, zone.At(Utc(line.StartsAt)), zone.At(Utc(line.EndsAt)));

    /// <summary>What stands above the hours: whole days, and what takes a day or more.</summary>
    public bool IsOfDays => Line.IsWholeDay || End - Start >= TimeSpan.FromDays(1);

    public bool IsOn(DateOnly day) => Start < day.AddDays(1).ToDateTime(default) && (End > day.ToDateTime(default) || Start >= day.ToDateTime(default));

    public bool StartsOn(DateOnly day) => DateOnly.FromDateTime(Start) == day;

    public bool EndsOn(DateOnly day) => End <= day.AddDays(1).ToDateTime(default);

    private static DateTime Utc(DateTime time) => DateTime.SpecifyKind(time, DateTimeKind.Utc);
}
