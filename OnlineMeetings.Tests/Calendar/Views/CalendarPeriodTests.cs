using OnlineMeetings.Calendar.Views;

namespace OnlineMeetings.Tests.Calendar.Views;

public sealed class CalendarPeriodTests
{
    private static readonly DateOnly _today = new(2026, 11, 25);

    [Theory]
    [InlineData("month", "2026-11-25", "2026-10-26", "2026-12-06")]
    [InlineData("month", "2027-02-01", "2027-02-01", "2027-02-28")]
    [InlineData("week", "2026-11-29", "2026-11-23", "2026-11-29")]
    [InlineData("DAY", "2026-11-25", "2026-11-25", "2026-11-25")]
    [InlineData("agenda", "2026-11-25", "2026-11-25", "2026-12-22")]
    public void A_view_shows_whole_weeks_or_what_its_name_says(string view, string day, string first, string last)
    {
        var period = CalendarPeriod.Parse(view, day, _today);

        Assert.Equal((first, last), ($"{period.First:yyyy-MM-dd}", $"{period.Last:yyyy-MM-dd}"));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("decade", "yesterday")]
    [InlineData("7", "2026-13-01")]
    public void What_an_address_does_not_say_is_the_month_and_today(string? view, string? day) =>
        Assert.Equal(new CalendarPeriod(CalendarView.Month, _today), CalendarPeriod.Parse(view, day, _today));

    [Fact]
    public void An_address_leads_to_what_it_is_of()
    {
        var period = new CalendarPeriod(CalendarView.Week, _today);

        Assert.Equal("calendar?view=week&day=2026-11-25", period.Address);
        Assert.Equal("calendar?view=week&day=2026-12-02", period.Next.Address);
        Assert.Equal(period, period.Next.Previous);
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    public void A_day_that_no_calendar_shows_is_the_nearest_that_one_does(string day) => Assert.All(Enum.GetValues<CalendarView>(), view =>
    {
        var period = CalendarPeriod.Parse(view.ToString(), day, _today);

        Assert.InRange(period.Previous.First.Year, 1899, 2200);
        Assert.InRange(period.Next.Last.Year, 1899, 2200);
    });
}
