using System.Diagnostics;
using System.Globalization;
using OnlineMeetings.Calendar;

namespace OnlineMeetings.Tests.Calendar;

public sealed class ScheduleTests
{
    [Theory]
    [InlineData("2026-09-15 07:00", "2026-09-15 08:00")]
    [InlineData("2026-09-15 08:00", "2026-09-15 08:00")]
    [InlineData("2026-09-15 08:59", "2026-09-15 08:00")]
    [InlineData("2026-09-15 09:00", null)]
    public void Once_it_runs_or_comes_until_it_is_over(string now, string? start) =>
        Assert.Equal(start, Text(Of("2026-09-15 10:00", "2026-09-15 11:00").RunningOrNext(Utc(now))?.Start));

    [Theory]
    [InlineData("2020-01-01 00:00", "2026-09-15 08:00")]
    [InlineData("2026-09-15 08:30", "2026-09-15 08:00")]
    [InlineData("2026-09-15 09:00", "2026-09-22 08:00")]
    [InlineData("2026-10-20 12:00", "2026-10-27 09:00")]
    [InlineData("2040-01-01 00:00", "2040-01-03 09:00")]
    public void Every_week_it_stays_at_the_same_time_of_the_local_day(string now, string start) =>
        Assert.Equal(start, Text(Of("2026-09-15 10:00", "2026-09-15 11:00", "FREQ=WEEKLY;BYDAY=TU").RunningOrNext(Utc(now))?.Start));

    [Fact]
    public void What_the_clock_skips_in_spring_is_read_with_the_offset_of_before()
    {
        var daily = Of("2026-03-28 02:30", "2026-03-28 03:00", "FREQ=DAILY");

        Assert.Equal(["2026-03-28 01:30", "2026-03-29 01:30", "2026-03-30 00:30"], Starts(daily, "2026-03-28 00:00", "2026-03-31 00:00"));
    }

    [Fact]
    public void Of_what_the_clock_shows_twice_in_autumn_the_first_counts()
    {
        var daily = Of("2026-10-24 02:30", "2026-10-24 03:30", "FREQ=DAILY");

        Assert.Equal(["2026-10-24 00:30", "2026-10-25 00:30", "2026-10-26 01:30"], Starts(daily, "2026-10-24 00:00", "2026-10-27 00:00"));
    }

    [Theory]
    [InlineData("2026-03-28 20:00", "2026-03-29 20:00", 23)]
    [InlineData("2026-10-24 20:00", "2026-10-25 20:00", 25)]
    public void A_day_is_as_long_as_it_is_there(string start, string end, int hours)
    {
        var once = Assert.Single(Of(start, end).Between(Utc("2026-01-01 00:00"), Utc("2027-01-01 00:00")));

        Assert.Equal(TimeSpan.FromHours(hours), once.End - once.Start);
    }

    [Fact]
    public void A_leap_day_comes_each_fourth_year() => Assert.Equal(
        ["2024-02-29 12:00", "2028-02-29 12:00", "2032-02-29 12:00"],
        Starts(Of("2024-02-29 12:00", "2024-02-29 13:00", "FREQ=YEARLY", "UTC"), "2024-01-01 00:00", "2033-01-01 00:00"));

    [Fact]
    public void The_31st_is_left_out_where_a_month_has_none_and_the_last_day_is_not()
    {
        Assert.Equal(
            ["2026-01-31 09:00", "2026-03-31 09:00", "2026-05-31 09:00"],
            Starts(Of("2026-01-31 09:00", "2026-01-31 10:00", "FREQ=MONTHLY;BYMONTHDAY=31", "UTC"), "2026-01-01 00:00", "2026-06-01 00:00"));
        Assert.Equal(
            ["2026-01-31 09:00", "2026-02-28 09:00", "2026-03-31 09:00"],
            Starts(Of("2026-01-31 09:00", "2026-01-31 10:00", "FREQ=MONTHLY;BYMONTHDAY=-1", "UTC"), "2026-01-01 00:00", "2026-04-01 00:00"));
    }

    [Theory]
    [InlineData(null, "2026-09-15 09:00")]
    [InlineData("FREQ=WEEKLY;BYDAY=TU", null)]
    [InlineData("FREQ=WEEKLY;BYDAY=TU;COUNT=3", "2026-09-29 09:00")]
    [InlineData("FREQ=WEEKLY;BYDAY=TU;UNTIL=20261027", "2026-10-27 10:00")]
    [InlineData("FREQ=WEEKLY;BYDAY=TU;UNTIL=20261027T090000Z", "2026-10-27 10:00")]
    [InlineData("FREQ=WEEKLY;BYDAY=TU;UNTIL=20261027T085959Z", "2026-10-20 09:00")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2", null)]
    public void The_end_of_the_last_one_is_known_where_there_is_a_last_one(string? rule, string? end) =>
        Assert.Equal(end, Text(Of("2026-09-15 10:00", "2026-09-15 11:00", rule).LastEnd));

    [Fact]
    public void What_overlaps_the_edge_of_a_span_is_in_it()
    {
        var daily = Of("2026-09-15 10:00", "2026-09-15 11:00", "FREQ=DAILY", "UTC");

        Assert.Equal(["2026-09-16 10:00", "2026-09-17 10:00"], Starts(daily, "2026-09-16 10:30", "2026-09-17 10:30"));
    }

    [Theory]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2")]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31")]
    [InlineData("FREQ=DAILY")]
    [InlineData("FREQ=DAILY;INTERVAL=99;COUNT=10000")]
    [InlineData("FREQ=DAILY;UNTIL=21991231")]
    [InlineData("FREQ=WEEKLY;UNTIL=00050101T000000Z")]
    [InlineData("FREQ=YEARLY")]
    [InlineData("FREQ=YEARLY;INTERVAL=99")]
    [InlineData("FREQ=MONTHLY;INTERVAL=99;BYMONTHDAY=31")]
    public void Endless_rules_and_those_that_never_match_are_answered_soon(string rule)
    {
        var schedule = Of("2026-01-01 10:00", "2026-01-01 11:00", rule);
        var watch = Stopwatch.StartNew();

        _ = (schedule.LastEnd, schedule.EverHappens, schedule.RunsIntoItself, schedule.RunningOrNext(Utc("2190-01-01 00:00")));
        _ = schedule.Between(Utc("2026-01-01 00:00"), DateTime.MaxValue).Count();

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("2026-09-15 11:00", "FREQ=DAILY", false)]
    [InlineData("2026-09-16 10:00", "FREQ=DAILY", false)]
    [InlineData("2026-09-16 10:01", "FREQ=DAILY", true)]
    [InlineData("2026-09-18 10:00", "FREQ=WEEKLY;BYDAY=TU,TH", true)]
    public void It_is_known_whether_one_begins_before_the_one_before_is_over(string end, string rule, bool runsIntoItself) =>
        Assert.Equal(runsIntoItself, Of("2026-09-15 10:00", end, rule).RunsIntoItself);

    [Theory]
    [InlineData("FREQ=HOURLY")]
    [InlineData("FREQ=")]
    [InlineData("FREQ=WEEKLY;FREQ=DAILY")]
    [InlineData("FREQ=WEEKLY;UNTIL=tomorrow")]
    [InlineData("FREQ=WEEKLY;COUNT=1000000")]
    [InlineData("DROP TABLE")]
    [InlineData("")]
    public void A_rule_that_cannot_be_read_or_is_finer_than_a_day_never_takes_place(string rule) =>
        Assert.False(Of("2026-09-15 10:00", "2026-09-15 11:00", rule).EverHappens);

    internal static Schedule Of(string start, string end, string? rule = null, string zone = "Europe/Berlin") =>
        new(Time(start), Time(end), zone, rule);

    internal static DateTime Utc(string time) => DateTime.SpecifyKind(Time(time), DateTimeKind.Utc);

    private static DateTime Time(string time) => DateTime.ParseExact(time, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string[] Starts(Schedule schedule, string from, string to) =>
        [.. schedule.Between(Utc(from), Utc(to)).Select(o => Text(o.Start)!)];

    private static string? Text(DateTime? utc) => utc?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
