using System.Diagnostics;
using System.Globalization;
using OnlineMeetings.Calendar;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Tests.Calendar;

public sealed class OccurrenceWindowTests
{
    // Each window as "its start: from – to", newest first, in UTC; the schedules are in Berlin.
    [Theory]
    [InlineData("daily", "2026-09-15 10:00", "2026-09-15 11:00", "FREQ=DAILY", "2026-09-17 09:00",
        "09-17 08:00: 09-17 07:30 – 09-18 07:30 | 09-16 08:00: 09-16 07:30 – 09-17 07:30 | 09-15 08:00: … – 09-16 07:30")]
    [InlineData("weekly, before the first", "2026-09-15 10:00", "2026-09-15 11:00", "FREQ=WEEKLY;BYDAY=TU", "2026-01-01 00:00",
        "09-15 08:00: … – 09-22 07:30")]
    [InlineData("weekly, a moment before the change", "2026-09-15 10:00", "2026-09-15 11:00", "FREQ=WEEKLY;BYDAY=TU", "2026-09-22 07:29",
        "09-15 08:00: … – 09-22 07:30")]
    [InlineData("weekly, at the change", "2026-09-15 10:00", "2026-09-15 11:00", "FREQ=WEEKLY;BYDAY=TU", "2026-09-22 07:30",
        "09-22 08:00: 09-22 07:30 – 09-29 07:30 | 09-15 08:00: … – 09-22 07:30")]
    [InlineData("weekly, over a change of the clock", "2026-10-20 10:00", "2026-10-20 11:00", "FREQ=WEEKLY;BYDAY=TU", "2026-11-03 12:00",
        "11-03 09:00: 11-03 08:30 – 11-10 08:30 | 10-27 09:00: 10-27 08:30 – 11-03 08:30 | 10-20 08:00: … – 10-27 08:30")]
    [InlineData("the last has no end", "2026-09-15 10:00", "2026-09-15 11:00", "FREQ=DAILY;COUNT=2", "2030-01-01 00:00",
        "09-16 08:00: 09-16 07:30 – … | 09-15 08:00: … – 09-16 07:30")]
    [InlineData("the next begins while this one runs", "2026-09-15 10:00", "2026-09-16 09:45", "FREQ=DAILY;COUNT=2", "2026-09-16 07:40",
        "09-16 08:00: 09-16 07:30 – … | 09-15 08:00: … – 09-16 07:30")]
    [InlineData("once", "2026-09-15 10:00", "2026-09-15 11:00", null, "2026-09-15 09:00", "09-15 08:00: … – …")]
    [InlineData("once, long before", "2026-09-15 10:00", "2026-09-15 11:00", null, "2020-01-01 00:00", "09-15 08:00: … – …")]
    [InlineData("never", "2026-02-01 10:00", "2026-02-01 11:00", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "2030-01-01 00:00", "")]
    public void A_window_lasts_from_half_an_hour_before_its_start_to_half_an_hour_before_the_next(
        string what, string start, string end, string? rule, string now, string windows) =>
        Assert.Equal((what, windows), (what, Text(OccurrenceWindow.BegunBy(Of(start, end, rule), Utc(now), 20))));

    [Fact]
    public void Without_a_schedule_there_are_none() => Assert.Empty(OccurrenceWindow.BegunBy(null, Utc("2026-09-15 08:00"), 20));

    [Theory]
    [InlineData("FREQ=DAILY")]
    [InlineData("FREQ=DAILY;COUNT=10000")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")]
    [InlineData("FREQ=MONTHLY;BYDAY=-1FR")]
    [InlineData("FREQ=YEARLY")]
    public void However_many_there_were_the_newest_are_found_at_once_and_page_by_page_all_of_them(string rule)
    {
        var schedule = Of("2000-01-03 10:00", "2000-01-03 11:00", rule);
        var now = Utc("2026-09-15 12:00");
        var watch = Stopwatch.StartNew();
        var page = OccurrenceWindow.BegunBy(schedule, now, 20);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1), $"It took {watch.Elapsed}.");
        Assert.Equal(20, page.Count);

        var older = OccurrenceWindow.BegunBy(schedule, page[^1].Period.From!.Value.AddTicks(-1), 20);
        Assert.Equal(page[^1].Period.From, older[0].Period.To);
        var all = OccurrenceWindow.BegunBy(schedule, now, 20_000);
        Assert.Equal(page.Concat(older), all.Take(page.Count + older.Count));
        Assert.Null(all[^1].Period.From);
        Assert.All(all.Zip(all.Skip(1)), pair => Assert.Equal(pair.First.Period.From, pair.Second.Period.To));
    }

    [Fact]
    public void When_the_schedule_changes_the_windows_are_those_of_the_new_one()
    {
        var message = Utc("2026-09-16 09:00");

        Assert.Equal("20260915T0800Z", Holding(Of("2026-09-15 10:00", "2026-09-15 11:00", "FREQ=WEEKLY"), message));
        Assert.Equal("20260916T1200Z", Holding(Of("2026-09-16 14:00", "2026-09-16 15:00", "FREQ=WEEKLY"), message));

        static string Holding(Schedule schedule, DateTime utc) =>
            Assert.Single(OccurrenceWindow.BegunBy(schedule, Utc("2026-12-01 00:00"), 100), w => w.Period.Holds(utc)).Name;
    }

    [Fact]
    public void Each_is_found_by_its_name()
    {
        var schedule = Of("2026-09-15 10:00", "2026-09-15 11:00", "FREQ=WEEKLY");
        foreach (var window in OccurrenceWindow.BegunBy(schedule, Utc("2026-12-01 00:00"), 100))
            Assert.Equal(window, OccurrenceWindow.Named(schedule, window.Name));
        var coming = Of("2090-09-15 10:00", "2090-09-15 11:00", null);
        Assert.Equal(Period.All, OccurrenceWindow.Named(coming, "20900915T0800Z")?.Period);
    }

    [Theory]
    [InlineData("20260916T0800Z")]
    [InlineData("20260908T0800Z")]
    [InlineData("20260915T0801Z")]
    [InlineData("20260915T0800")]
    [InlineData("2026-09-15T08:00Z")]
    [InlineData("00010101T0000Z")]
    [InlineData("99991231T2359Z")]
    [InlineData("99999999T9999Z")]
    [InlineData("")]
    [InlineData("../..")]
    public void What_is_no_name_of_one_finds_none(string name)
    {
        Assert.Null(OccurrenceWindow.Named(Of("2026-09-15 10:00", "2026-09-15 11:00", "FREQ=WEEKLY"), name));
        Assert.Null(OccurrenceWindow.Named(Of("2026-09-15 10:00", "2026-09-15 11:00", null), name));
        Assert.Null(OccurrenceWindow.Named(null, name));
    }

    private static Schedule Of(string start, string end, string? rule) => new(Local(start), Local(end), "Europe/Berlin", rule);

    private static DateTime Local(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);

    private static DateTime Utc(string text) => DateTime.SpecifyKind(Local(text), DateTimeKind.Utc);

    private static string Text(IEnumerable<OccurrenceWindow> windows) =>
        string.Join(" | ", windows.Select(w => $"{Text(w.Occurrence.Start)}: {Text(w.Period.From)} – {Text(w.Period.To)}"));

    private static string Text(DateTime? utc) => utc?.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "…";
}
