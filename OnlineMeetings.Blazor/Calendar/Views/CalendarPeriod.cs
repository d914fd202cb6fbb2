using System.Globalization;

namespace OnlineMeetings.Calendar.Views;

/// <summary>How a calendar is looked at. The names stand in addresses, in lower case.</summary>
public enum CalendarView
{
    Month,
    Week,
    Day,
    Agenda,
}

/// <summary>What of a calendar is looked at: the view, and a day that it shows. It is in the page's address.</summary>
public sealed record CalendarPeriod(CalendarView View, DateOnly Day)
{
    private const int DaysOfAgenda = 28;
    private const string DayFormat = "yyyy-MM-dd";

    private static readonly DateOnly _first = new(1900, 1, 1);
    private static readonly DateOnly _last = new(2199, 12, 31);

    /// <summary>What an address says; what it does not say, or wrongly, is the month, and today.</summary>
    public static CalendarPeriod Parse(string? view, string? day, DateOnly today) => new(
        Enum.TryParse<CalendarView>(view, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : default,
        Within(DateOnly.TryParseExact(day, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : today));

    /// <summary>The first day that is shown. Weeks begin on Monday, as RFC 5545 counts them.</summary>
    public DateOnly First => View switch
    {
        CalendarView.Month => Monday(new DateOnly(Day.Year, Day.Month, 1)),
        CalendarView.Week => Monday(Day),
        _ => Day,
    };

    /// <summary>The last one.</summary>
    public DateOnly Last => View switch
    {
        CalendarView.Month => Monday(new DateOnly(Day.Year, Day.Month, 1).AddMonths(1).AddDays(-1)).AddDays(6),
        CalendarView.Week => First.AddDays(6),
        CalendarView.Agenda => Day.AddDays(DaysOfAgenda - 1),
        _ => Day,
    };

    public IEnumerable<DateOnly> Days => Enumerable.Range(0, Last.DayNumber - First.DayNumber + 1).Select(First.AddDays);

    public CalendarPeriod Next => this with { Day = Within(Step(1)) };

    public CalendarPeriod Previous => this with { Day = Within(Step(-1)) };

    /// <summary>From the root of the server on.</summary>
    public string Address => $"calendar?view={View.ToString().ToLowerInvariant()}&day={Day.ToString(DayFormat, CultureInfo.InvariantCulture)}";

    /// <summary>Where an appointment stands open over it.</summary>
    public string AddressOf(CalendarLine line) =>
        $"{Address}&appointment={line.Appointment}&of={IcsTime.Of(NodaTime.LocalDateTime.FromDateTime(line.Of))}";

    private DateOnly Step(int steps) => View switch
    {
        CalendarView.Month => Day.AddMonths(steps),
        CalendarView.Week => Day.AddDays(7 * steps),
        CalendarView.Agenda => Day.AddDays(DaysOfAgenda * steps),
        _ => Day.AddDays(steps),
    };

    private static DateOnly Within(DateOnly day) => day < _first ? _first : day > _last ? _last : day;

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
