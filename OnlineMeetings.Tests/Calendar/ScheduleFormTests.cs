using OnlineMeetings.Accounts;
using OnlineMeetings.Calendar;
using OnlineMeetings.Meetings;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Calendar;

public sealed class ScheduleFormTests
{
    // A Tuesday, the third of its month.
    private static readonly ScheduleForm _sound = ScheduleForm.Of(ScheduleTests.Of("2026-09-15 10:00", "2026-09-15 11:00"), EndBehaviour.Delete);

    private readonly ScheduleRules _rules = new(Texts.Of<CalendarTexts>());

    public ScheduleFormTests() => Texts.Speak("en");

    [Theory]
    [InlineData(null, Repeat.None)]
    [InlineData("FREQ=DAILY", Repeat.Daily)]
    [InlineData("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", Repeat.Weekdays)]
    [InlineData("FREQ=WEEKLY;BYDAY=TU", Repeat.Weekly)]
    [InlineData("FREQ=WEEKLY;BYDAY=TU;COUNT=5", Repeat.Weekly)]
    [InlineData("FREQ=WEEKLY;BYDAY=TU;UNTIL=20261027T225959Z", Repeat.Weekly)]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=15", Repeat.MonthlyByDay)]
    [InlineData("FREQ=MONTHLY;BYDAY=3TU", Repeat.MonthlyByPlace)]
    [InlineData("FREQ=YEARLY", Repeat.Yearly)]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", Repeat.Custom)]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-1", Repeat.Custom)]
    [InlineData("FREQ=MONTHLY;BYDAY=2WE", Repeat.Kept)]
    [InlineData("FREQ=YEARLY;BYMONTH=6,9;BYDAY=1MO", Repeat.Kept)]
    public void A_kept_schedule_becomes_fields_that_say_the_same(string? rule, Repeat repeat)
    {
        var schedule = ScheduleTests.Of("2026-09-15 10:00", "2026-09-15 11:00", rule);

        var form = ScheduleForm.Of(schedule, EndBehaviour.KeepActive);

        Assert.Equal((repeat, EndBehaviour.KeepActive), (form.Repeat, form.Afterwards));
        Assert.Equal(schedule, form.ToSchedule());
        Assert.Equal(form, ScheduleForm.Of(form.ToSchedule()!, form.Afterwards));
        Assert.False(Faults.Of(_rules, form).Any);
    }

    [Fact]
    public void The_next_full_hour_is_proposed_as_the_clock_shows_it_there()
    {
        var proposed = ScheduleForm.Proposed(ScheduleTests.Utc("2026-09-15 21:20"), "Europe/Berlin");

        Assert.Equal(ScheduleTests.Of("2026-09-16 00:00", "2026-09-16 01:00"), proposed.ToSchedule());
    }

    [Fact]
    public void Another_start_takes_the_end_along() =>
        Assert.Equal(
            ScheduleTests.Of("2026-09-30 23:30", "2026-10-01 00:30"),
            _sound.StartingAt(new DateOnly(2026, 9, 30), new TimeOnly(23, 30)).ToSchedule());

    [Fact]
    public void Forms_with_the_same_fields_are_equal_whatever_was_clicked_meanwhile()
    {
        var once = _sound with { Days = [DayOfWeek.Friday, DayOfWeek.Monday] };

        Assert.Equal(once, _sound with { Days = [DayOfWeek.Monday, DayOfWeek.Friday, DayOfWeek.Monday] });
        Assert.NotEqual(once, _sound);
        Assert.Equal((once with { IsScheduled = false }).Counting, new ScheduleForm().Counting);
    }

    public static TheoryData<string, ScheduleForm, string> Wrong => new()
    {
        { nameof(ScheduleForm.EndTime), _sound with { EndTime = new TimeOnly(9, 0) }, "The end lies before the start. Choose a later time." },
        { nameof(ScheduleForm.EndTime), _sound with { EndTime = new TimeOnly(10, 0) }, "The end lies before the start. Choose a later time." },
        { nameof(ScheduleForm.EndDate), _sound with { EndDate = new DateOnly(2026, 9, 14) }, "The end lies before the start. Choose a later day." },
        { nameof(ScheduleForm.StartDate), _sound with { StartDate = null }, "Choose the day on which it starts." },
        { nameof(ScheduleForm.StartDate), _sound with { StartDate = DateOnly.MinValue }, "Choose the day on which it starts." },
        { nameof(ScheduleForm.EndDate), _sound with { EndDate = DateOnly.MaxValue }, "Choose the day on which it ends." },
        { nameof(ScheduleForm.StartTime), _sound with { StartTime = null }, "Choose the time at which it starts." },
        { nameof(ScheduleForm.Zone), _sound with { Zone = "Mars/Olympus" }, "There is no such time zone. Choose one from the list." },
        { nameof(ScheduleForm.Zone), _sound with { Zone = new string('x', 10_000) }, "There is no such time zone. Choose one from the list." },
        { nameof(ScheduleForm.Zone), _sound with { Zone = null! }, "There is no such time zone. Choose one from the list." },
        { nameof(ScheduleForm.Repeat), _sound with { Repeat = (Repeat)99 }, "This repetition can't be read. Choose another one." },
        { nameof(ScheduleForm.Repeat), _sound with { Repeat = Repeat.Kept, KeptRule = "FREQ=NEVER" }, "This repetition can't be read. Choose another one." },
        { nameof(ScheduleForm.Repeat), _sound with { Repeat = Repeat.Kept, KeptRule = "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30" }, "With these days it never takes place. Choose others." },
        {
            nameof(ScheduleForm.Repeat), _sound with { Repeat = Repeat.Daily, EndDate = new DateOnly(2026, 9, 17) },
            "It is longer than the time until it repeats. Let it end earlier or repeat less often."
        },
        {
            nameof(ScheduleForm.Until), _sound with { Repeat = Repeat.Daily, Ends = RepeatEnd.OnDay, Until = new DateOnly(2026, 9, 14) },
            "The last day lies before the start. Choose a later one."
        },
        { nameof(ScheduleForm.Until), _sound with { Repeat = Repeat.Daily, Ends = RepeatEnd.OnDay }, "Choose the last day." },
        { nameof(ScheduleForm.Times), _sound with { Repeat = Repeat.Daily, Ends = RepeatEnd.AfterTimes, Times = 0 }, "Choose a number from 1 to 999." },
        { nameof(ScheduleForm.Times), _sound with { Repeat = Repeat.Daily, Ends = RepeatEnd.AfterTimes, Times = null }, "Choose a number from 1 to 999." },
        { nameof(ScheduleForm.Interval), _sound with { Repeat = Repeat.Custom, Interval = 100 }, "Choose a number from 1 to 99." },
        { nameof(ScheduleForm.Afterwards), _sound with { Afterwards = (EndBehaviour)7 }, "Choose what becomes of the meeting." },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void What_is_wrong_is_refused_in_words_beside_its_field(string field, ScheduleForm form, string words) =>
        Assert.Equal(words, Faults.Of(_rules, form)[field]);

    [Fact]
    public void Where_the_meeting_is_not_scheduled_nothing_is_wrong() =>
        Assert.False(Faults.Of(_rules, new ScheduleForm { Zone = "Mars/Olympus", EndDate = DateOnly.MinValue }).Any);
}
