using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Invitations;

namespace OnlineMeetings.Tests.Calendar;

public sealed class SeriesTests
{
    private static readonly Instant _now = OccurrencesTests.Utc("20260501T120000Z");
    private static readonly Appointment _weekly = OccurrencesTests.Of("2026-01-06T10:00", "FREQ=WEEKLY;BYDAY=TU;COUNT=5") with
    {
        Excluded = [OccurrencesTests.At("2026-01-27T10:00")],
    };

    [Theory]
    [InlineData("words", 0)]
    [InlineData("time", 1)]
    [InlineData("rule", 1)]
    [InlineData("excluded", 1)]
    [InlineData("status", 1)]
    [InlineData("attendees", 0)]
    public void The_number_rises_when_times_change_and_the_stamp_always(string what, int rise)
    {
        var changed = what switch
        {
            "words" => _weekly with { Details = _weekly.Details with { Subject = "Other" } },
            "time" => _weekly with { When = _weekly.When with { End = _weekly.When.End.PlusHours(1) } },
            "rule" => _weekly with { Rule = "FREQ=WEEKLY" },
            "excluded" => _weekly with { Excluded = [] },
            "status" => _weekly with { Details = _weekly.Details with { Status = AppointmentStatus.Cancelled } },
            _ => _weekly with { Details = _weekly.Details with { Attendees = [new Attendee("a@example.org")] } },
        };

        var revised = _weekly.Revise(changed, _now).Details;

        Assert.Equal((_weekly.Details.Sequence + rise, _now), (revised.Sequence, revised.Stamp));
    }

    [Fact]
    public void Equal_lists_are_no_change() => Assert.Equal(0, _weekly.Revise(_weekly with { Excluded = [.. _weekly.Excluded] }, _now).Details.Sequence);

    [Fact]
    public void One_occurrence_is_changed_and_changed_again()
    {
        var of = OccurrencesTests.At("2026-01-13T10:00");
        var later = _weekly.When.StartingAt(OccurrencesTests.At("2026-01-14T12:00"), DateTimeZone.Utc);

        var once = _weekly.Change(of, later, _weekly.Details with { Subject = "Later" }, _now);
        var twice = once.Change(of, later, _weekly.Details with { Subject = "Still later" }, _now);

        Assert.Equal(["20260106T090000Z", "20260114T110000Z", "20260120T090000Z", "20260203T090000Z"], OccurrencesTests.Starts(twice));
        Assert.Equal((1, "Later"), (once.Changed[0].Details.Sequence, once.Changed[0].Details.Subject));
        Assert.Equal((1, "Still later"), (Assert.Single(twice.Changed).Details.Sequence, twice.Changed[0].Details.Subject));
        Assert.Equal(0, twice.Details.Sequence);
    }

    [Fact]
    public void One_occurrence_is_taken_out_with_what_was_changed_of_it()
    {
        var of = OccurrencesTests.At("2026-01-13T10:00");
        var without = _weekly.Change(of, _weekly.When, _weekly.Details, _now).Exclude(of, _now);

        Assert.Equal(["20260106T090000Z", "20260120T090000Z", "20260203T090000Z"], OccurrencesTests.Starts(without));
        Assert.Equal((1, 0), (without.Details.Sequence, without.Changed.Count));
    }

    [Theory]
    [InlineData("FREQ=WEEKLY;BYDAY=TU;COUNT=5", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20260120T085959Z", "FREQ=WEEKLY;BYDAY=TU;COUNT=3")]
    [InlineData("FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20260120T085959Z", "FREQ=WEEKLY;BYDAY=TU")]
    [InlineData("FREQ=WEEKLY;UNTIL=20260210T090000Z", "FREQ=WEEKLY;UNTIL=20260120T085959Z", "FREQ=WEEKLY;UNTIL=20260210T090000Z")]
    public void Two_series_have_the_occurrences_of_the_one(string rule, string before, string from)
    {
        var whole = _weekly with { Rule = rule };
        var (first, second) = whole.Split(OccurrencesTests.At("2026-01-20T10:00"), "2", _now);

        Assert.Equal((before, from), (first!.Rule, second.Rule));
        Assert.Equal(OccurrencesTests.Starts(whole).Take(8), OccurrencesTests.Starts(first).Concat(OccurrencesTests.Starts(second)).Take(8));
        Assert.Equal(("1", 1, "2", 0), (first.Uid, first.Details.Sequence, second.Uid, second.Details.Sequence));
    }

    [Fact]
    public void The_highest_number_there_is_stays_the_highest()
    {
        var last = _weekly with { Details = _weekly.Details with { Sequence = int.MaxValue } };
        var moved = last.When.StartingAt(last.When.Start.PlusDays(1), DateTimeZone.Utc);

        Assert.Equal(int.MaxValue, last.Move(moved, _now).Details.Sequence);
        Assert.Equal(int.MaxValue, last.Change(last.When.Start, moved, last.Details, _now).Changed[^1].Details.Sequence);
        Assert.Equal(int.MaxValue, Announcements.Raised(last, _now).Details.Sequence);
        Assert.Equal(int.MaxValue, Assert.Single(Announcements.Between(last with { Details = last.Details with { Attendees = [new OnlineMeetings.Calendar.Attendee("bo@example.org")] } }, null, _now)).Appointment.Details.Sequence);
    }

    [Fact]
    public void Whole_days_end_the_day_before()
    {
        var days = new Appointment("1", Span.Days(new LocalDate(2026, 1, 1), new LocalDate(2026, 1, 1)), new Details()) { Rule = "FREQ=DAILY" };

        var (first, second) = days.Split(OccurrencesTests.At("2026-01-05T00:00"), "2", _now);

        Assert.Equal("FREQ=DAILY;UNTIL=20260104", first!.Rule);
        Assert.Equal(4, OccurrencesTests.Starts(first).Count);
        Assert.Equal(Span.Days(new LocalDate(2026, 1, 5), new LocalDate(2026, 1, 5)), second.When);
    }

    [Fact]
    public void Nothing_is_left_before_the_first() => Assert.Null(_weekly.EndBefore(_weekly.When.Start, _now));

    [Theory]
    [InlineData("FREQ=WEEKLY;BYDAY=TU,TH", 1, "FREQ=WEEKLY;BYDAY=WE,FR")]
    [InlineData("FREQ=WEEKLY;BYDAY=TU,SU", -2, "FREQ=WEEKLY;BYDAY=SU,FR")]
    [InlineData("FREQ=MONTHLY;BYDAY=1TU", 8, "FREQ=MONTHLY;BYDAY=2WE")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=6", 1, "FREQ=MONTHLY")]
    [InlineData("FREQ=DAILY", 1, "FREQ=DAILY")]
    [InlineData("FREQ=WEEKLY;BYDAY=TU", 0, "FREQ=WEEKLY;BYDAY=TU")]
    public void A_series_that_moves_takes_its_days_along(string rule, int days, string moved)
    {
        var to = _weekly.When.StartingAt(_weekly.When.Start.PlusDays(days).PlusHours(2), DateTimeZone.Utc);

        var series = (_weekly with { Rule = rule }).Move(to, _now);

        Assert.Equal((moved, to), (series.Rule, series.When));
        Assert.Equal([_weekly.Excluded[0].PlusDays(days).PlusHours(2)], series.Excluded);
    }
}
