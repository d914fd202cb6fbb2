using System.Diagnostics;
using NodaTime;
using OnlineMeetings.Calendar;

namespace OnlineMeetings.Tests.Calendar;

public sealed class OccurrencesTests
{
    private static readonly Zone _berlin = new("Europe/Berlin");

    [Fact]
    public void What_the_clock_skips_is_read_with_the_offset_of_before() => Assert.Equal(
        ["20260328T013000Z", "20260329T013000Z", "20260330T003000Z"],
        Starts(Of("2026-03-28T02:30", "FREQ=DAILY;COUNT=3")));

    [Fact]
    public void Of_what_the_clock_shows_twice_the_first_counts() => Assert.Equal(
        ["20261024T003000Z", "20261025T003000Z", "20261026T013000Z"],
        Starts(Of("2026-10-24T02:30", "FREQ=DAILY;COUNT=3")));

    [Fact]
    public void A_rule_of_hours_goes_on_where_the_clock_is_put_back_and_on()
    {
        Assert.Equal(
            ["20261024T220000Z", "20261024T230000Z", "20261025T000000Z", "20261025T020000Z", "20261025T030000Z"],
            Starts(Of("2026-10-25T00:00", "FREQ=HOURLY;COUNT=5")));
        // 2:00 is not there and is read as 3:00, which is one occurrence and not two.
        Assert.Equal(
            ["20260328T230000Z", "20260329T000000Z", "20260329T010000Z", "20260329T020000Z"],
            Starts(Of("2026-03-29T00:00", "FREQ=HOURLY;COUNT=5")));
    }

    [Fact]
    public void Each_occurrence_is_as_long_as_the_first_in_hours_and_with_a_length_of_days_by_the_clock()
    {
        var day = Of("2026-03-27T20:00", "FREQ=DAILY;COUNT=3") with { When = new Span(At("2026-03-27T20:00"), At("2026-03-28T20:00"), _berlin) };

        Assert.Equal([24, 24, 24], Hours(day));
        Assert.Equal([24, 23, 24], Hours(day with { When = day.When with { IsNominal = true } }));
    }

    [Fact]
    public void A_whole_day_is_the_viewers()
    {
        var day = new Appointment("1", Span.Days(new LocalDate(2026, 3, 29), new LocalDate(2026, 3, 29)), new Details());

        var found = Assert.Single(Between(day, "20260101T000000Z", "20270101T000000Z", _berlin.Rules));

        Assert.Equal(("20260328T230000Z", Duration.FromHours(23)), (IcsTime.Of(found.Time.Start), found.Time.Duration));
        Assert.Empty(Between(day, "20260329T220000Z", "20260401T000000Z", _berlin.Rules));
    }

    [Fact]
    public void What_was_taken_out_added_or_changed_counts_and_what_was_cancelled_does_not()
    {
        var daily = Of("2026-01-01T10:00", "FREQ=DAILY;COUNT=5");
        var series = daily with
        {
            Excluded = [At("2026-01-02T10:00")],
            Added = [At("2026-01-20T12:00")],
            Changed =
            [
                new(At("2026-01-03T10:00"), daily.When.StartingAt(At("2026-01-09T15:00"), DateTimeZone.Utc), new Details { Subject = "Later" }),
                new(At("2026-01-04T10:00"), daily.When.StartingAt(At("2026-01-04T10:00"), DateTimeZone.Utc), new Details { Status = AppointmentStatus.Cancelled }),
            ],
        };

        Assert.Equal(["20260101T090000Z", "20260105T090000Z", "20260109T140000Z", "20260120T110000Z"], Starts(series));
        var later = Assert.Single(Between(series, "20260109T000000Z", "20260110T000000Z", DateTimeZone.Utc));
        Assert.Equal((At("2026-01-03T10:00"), "Later", true), (later.Of, later.Details.Subject, later.IsChanged));
        Assert.Equal(later, Occurrences.Find(series, At("2026-01-03T10:00"), DateTimeZone.Utc));
        Assert.Null(Occurrences.Find(series, At("2026-01-02T10:00"), DateTimeZone.Utc));
    }

    [Fact]
    public void What_runs_at_the_edges_is_of_the_span_and_what_only_touches_them_is_not()
    {
        var daily = Of("2026-01-01T10:00", "FREQ=DAILY");

        Assert.Equal(
            ["20260105T090000Z", "20260106T090000Z"],
            Between(daily, "20260105T093000Z", "20260106T093000Z", DateTimeZone.Utc).Select(i => IcsTime.Of(i.Time.Start)));
        Assert.Empty(Between(daily, "20260105T100000Z", "20260106T090000Z", DateTimeZone.Utc));
    }

    [Theory]
    [InlineData("FREQ=DAILY;UNTIL=20260103", 3)]
    [InlineData("FREQ=DAILY;UNTIL=20260103T100000", 3)]
    [InlineData("FREQ=DAILY;UNTIL=20260103T090000Z", 3)]
    [InlineData("FREQ=DAILY;UNTIL=20260103T085959Z", 2)]
    [InlineData("FREQ=DAILY;BYHOUR=9,9,10;COUNT=3", 3)]
    [InlineData("FREQ=DAILY;COUNT=3;BYSECOND=60", 3)]
    public void A_last_day_counts_whole_and_what_is_named_twice_counts_once(string rule, int count) =>
        Assert.Equal(count, Starts(Of("2026-01-01T10:00", rule)).Count);

    [Theory]
    [InlineData("FREQ=SECONDLY")]
    [InlineData("FREQ=MINUTELY")]
    [InlineData("FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("FREQ=SECONDLY;BYDAY=MO;BYHOUR=25")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=32")]
    [InlineData("FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12;BYMINUTE=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30;BYSECOND=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52")]
    [InlineData("FREQ=WEEKLY;BYDAY=2TU")]
    [InlineData("FREQ=DAILY;COUNT=99999999")]
    public void What_is_broken_or_comes_too_often_is_refused_soon(string rule)
    {
        var watch = Stopwatch.StartNew();

        Assert.Throws<CalendarRefusedException>(() => Between(Of("1970-01-01T10:00", rule), "20260101T000000Z", "20270101T000000Z", DateTimeZone.Utc));

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", 0)]
    [InlineData("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", 0)]
    [InlineData("FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30", 0)]
    [InlineData("FREQ=SECONDLY;INTERVAL=40000", 788)]
    [InlineData("FREQ=SECONDLY;UNTIL=19700102T000000Z", 0)]
    [InlineData("FREQ=HOURLY", 8760)]
    [InlineData("FREQ=DAILY", 365)]
    public void What_never_comes_or_began_long_ago_is_answered_soon(string rule, int count)
    {
        var watch = Stopwatch.StartNew();

        Assert.InRange(Between(Of("1970-01-01T10:00", rule) with { When = new Span(At("1970-01-01T10:00"), At("1970-01-01T10:00"), Zone.Utc) }, "20260101T000000Z", "20270101T000000Z", DateTimeZone.Utc).Count, count, count + 1);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData("FREQ=DAILY;COUNT=3", 3)]
    [InlineData("FREQ=YEARLY", 6_975)]
    [InlineData("FREQ=YEARLY;UNTIL=99991231", 6_975)]
    [InlineData("FREQ=YEARLY;UNTIL=99991231T235959Z", 6_975)]
    public void All_of_time_can_be_asked_for(string rule, int count) =>
        Assert.Equal(count, Occurrences.Between(Of("2026-12-31T23:00", rule), Instant.MinValue, Instant.MaxValue, DateTimeZone.Utc).Count);

    internal static Appointment Of(string start, string? rule = null) =>
        new("1", new Span(At(start), At(start).PlusHours(1), _berlin), new Details { Subject = "Talk" }) { Rule = rule };

    internal static LocalDateTime At(string text) => LocalDateTime.FromDateTime(DateTime.Parse(text, null));

    internal static IReadOnlyList<Instance> Between(Appointment appointment, string from, string to, DateTimeZone viewer) =>
        Occurrences.Between(appointment, Utc(from), Utc(to), viewer);

    internal static List<string> Starts(Appointment appointment) =>
        [.. Between(appointment, "20000101T000000Z", "21000101T000000Z", DateTimeZone.Utc).Select(instance => IcsTime.Of(instance.Time.Start))];

    internal static Instant Utc(string text) =>
        NodaTime.Text.InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'").Parse(text).Value;

    private static List<double> Hours(Appointment appointment) =>
        [.. Between(appointment, "20000101T000000Z", "21000101T000000Z", DateTimeZone.Utc).Select(instance => instance.Time.Duration.TotalHours)];
}
