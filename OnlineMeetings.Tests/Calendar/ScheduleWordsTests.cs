using OnlineMeetings.Calendar;
using OnlineMeetings.Meetings;
using OnlineMeetings.Shell;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Calendar;

public sealed class ScheduleWordsTests
{
    private static readonly TimeZoneInfo _berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    // A Tuesday, 10:00 in Berlin.
    private static readonly DateTime _now = ScheduleTests.Utc("2026-09-15 08:00");

    private readonly ScheduleWords _words = new(Texts.Of<CalendarTexts>(), new TimeWords(Texts.Of<ShellTexts>()));

    [Theory]
    [InlineData(null, "Once", "Einmal")]
    [InlineData("FREQ=DAILY", "Every day", "Jeden Tag")]
    [InlineData("FREQ=DAILY;INTERVAL=3;COUNT=4", "Every 3 days, 4 times", "Alle 3 Tage, 4-mal")]
    [InlineData("FREQ=WEEKLY;BYDAY=FR,TH,WE,TU,MO", "Every weekday", "Jeden Werktag")]
    [InlineData("FREQ=WEEKLY;BYDAY=TU;UNTIL=20261027T225959Z", "Every week on Tuesday, until 27 October", "Jede Woche am Dienstag, bis 27. Oktober")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR", "Every 2 weeks on Monday, Wednesday and Friday", "Alle 2 Wochen am Montag, Mittwoch und Freitag")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=15", "Every month on day 15", "Jeden Monat am 15. Tag")]
    [InlineData("FREQ=MONTHLY;BYDAY=3TU", "Every month on the third Tuesday", "Jeden Monat am dritten Dienstag")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-1", "Every month on the last day", "Jeden Monat am letzten Tag")]
    [InlineData("FREQ=YEARLY;UNTIL=20301231", "Every year on 15 September, until 31 December 2030", "Jedes Jahr am 15. September, bis 31. Dezember 2030")]
    [InlineData("FREQ=YEARLY;BYMONTH=6,9", "Again and again, by a rule from a calendar", "Immer wieder, nach einer Regel aus einem Kalender")]
    public void A_repetition_is_said_in_a_sentence(string? rule, string english, string german)
    {
        var schedule = ScheduleTests.Of("2026-09-15 10:00", "2026-09-15 11:00", rule);

        Texts.Speak("en");
        Assert.Equal(english, _words.Repetition(schedule, _now));
        Texts.Speak("de");
        Assert.Equal(german, _words.Repetition(schedule, _now));
    }

    [Theory]
    [InlineData("2026-09-15 09:30", null, "Now, until 10:30", "Jetzt, bis 10:30")]
    [InlineData("2026-09-15 14:00", null, "Today 14:00", "Heute 14:00")]
    [InlineData("2026-09-16 10:00", null, "Tomorrow 10:00", "Morgen 10:00")]
    [InlineData("2026-09-17 14:30", null, "Thursday 14:30", "Donnerstag 14:30")]
    [InlineData("2026-09-25 11:00", null, "25 September 11:00", "25. September 11:00")]
    [InlineData("2027-01-02 11:00", null, "2 January 2027 11:00", "2. Januar 2027 11:00")]
    [InlineData("2026-09-11 09:00", "FREQ=WEEKLY", "Every Friday 9:00", "Jeden Freitag 9:00")]
    [InlineData("2026-06-04 11:00", null, "Ended 4 June", "Beendet 4. Juni")]
    [InlineData("2026-09-14 11:00", null, "Ended yesterday 12:00", "Beendet gestern 12:00")]
    public void The_card_says_when(string start, string? rule, string english, string german)
    {
        var plan = Plan(start, rule);

        Texts.Speak("en");
        Assert.Equal(english, _words.When(plan, _now, _berlin));
        Texts.Speak("de");
        Assert.Equal(german, _words.When(plan, _now, _berlin));
    }

    [Theory]
    [InlineData("2026-09-15 10:12", "Starts in 12 minutes")]
    [InlineData("2026-09-15 10:01", "Starts in 1 minute")]
    [InlineData("2026-09-15 10:00", "Starts now")]
    [InlineData("2026-09-15 09:55", "Started 5 minutes ago")]
    [InlineData("2026-09-15 13:00", "Today 13:00")]
    public void At_the_door_the_minutes_are_counted(string start, string words)
    {
        Texts.Speak("en");
        Assert.Equal(words, _words.Soon(Plan(start, rule: null), _now, _berlin));
    }

    [Fact]
    public void A_meeting_without_a_date_is_always_open()
    {
        Texts.Speak("en");
        Assert.Equal("No date, always open", _words.When(new MeetingPlan(null, EndBehaviour.Archive, null, null, null, null), _now, _berlin));
    }

    private static MeetingPlan Plan(string start, string? rule)
    {
        var begins = DateTime.ParseExact(start, "yyyy-MM-dd HH:mm", null);
        var schedule = new Schedule(begins, begins.AddHours(1), "Europe/Berlin", rule);
        var next = schedule.RunningOrNext(_now);
        return new MeetingPlan(schedule, EndBehaviour.KeepActive, next?.Start, next?.End, schedule.LastEnd, EndedAt: null);
    }
}
