using NodaTime;
using OnlineMeetings.Calendar;

namespace OnlineMeetings.Tests.Calendar;

public sealed class RemindersTests
{
    private static readonly LocalDateTime _start = new(2026, 10, 6, 10, 0);

    private static readonly Appointment _call = new("call", new Span(_start, _start.PlusHours(1), Zone.Utc), new Details
    {
        Reminders = [new Reminder(Duration.FromMinutes(15)), new Reminder(Duration.FromDays(1))],
    })
    { Rule = "FREQ=WEEKLY;COUNT=3" };

    [Theory]
    [InlineData("2026-10-01T00:00", "2026-10-05T10:00")]
    [InlineData("2026-10-05T10:00", "2026-10-06T09:45")]
    [InlineData("2026-10-06T09:45", "2026-10-12T10:00")]
    [InlineData("2026-10-20T09:44", "2026-10-20T09:45")]
    [InlineData("2026-10-20T09:45", null)]
    public void The_next_one_is_after_the_moment(string after, string? next) =>
        Assert.Equal(next is null ? null : At(next), Reminders.Next(_call, At(after)!.Value, DateTimeZone.Utc));

    [Fact]
    public void Each_falls_due_once_however_the_time_is_cut() => Assert.Equal(
        Reminders.Due(_call, At("2026-10-01T00:00")!.Value, At("2026-11-01T00:00")!.Value, DateTimeZone.Utc).Select(due => due.At),
        Enumerable.Range(0, 31 * 24).SelectMany(hour => Reminders.Due(
            _call, At("2026-10-01T00:00")!.Value + Duration.FromHours(hour), At("2026-10-01T00:00")!.Value + Duration.FromHours(hour + 1), DateTimeZone.Utc)).Select(due => due.At));

    [Fact]
    public void A_moved_occurrence_reminds_at_its_own_time_and_one_taken_out_does_not()
    {
        var moved = _call.Change(_start.PlusDays(7), _call.When.StartingAt(_start.PlusDays(8), DateTimeZone.Utc), _call.Details, default).Exclude(_start, default);

        Assert.Equal(
            [At("2026-10-13T10:00"), At("2026-10-14T09:45"), At("2026-10-19T10:00"), At("2026-10-20T09:45")],
            Reminders.Due(moved, At("2026-10-01T00:00")!.Value, At("2026-11-01T00:00")!.Value, DateTimeZone.Utc).Select(due => (Instant?)due.At));
    }

    [Fact]
    public void One_after_the_start_is_due_then() => Assert.Equal(
        At("2026-10-06T10:05"),
        Reminders.Next(_call with { Details = _call.Details with { Reminders = [new Reminder(Duration.FromMinutes(-5))] } }, At("2026-10-06T10:00")!.Value, DateTimeZone.Utc));

    [Fact]
    public void Whole_days_count_from_midnight_there_also_when_the_clocks_change()
    {
        // In Berlin the clocks are put back in the night to 25 October.
        var holidays = new Appointment("holidays", Span.Days(new LocalDate(2026, 10, 24), new LocalDate(2026, 10, 24)), new Details { Reminders = [new Reminder(Duration.FromHours(1))] }) { Rule = "FREQ=DAILY;COUNT=3" };

        Assert.Equal(
            [At("2026-10-23T21:00"), At("2026-10-24T21:00"), At("2026-10-25T22:00")],
            Reminders.Due(holidays, At("2026-10-01T00:00")!.Value, At("2026-11-01T00:00")!.Value, DateTimeZoneProviders.Tzdb["Europe/Berlin"]).Select(due => (Instant?)due.At));
    }

    private static Instant? At(string utc) => Instant.FromDateTimeUtc(DateTime.SpecifyKind(DateTime.Parse(utc, null), DateTimeKind.Utc));
}
