using System.Globalization;
using OnlineMeetings.Calendar;
using OnlineMeetings.Meetings.Occurrences;
using OnlineMeetings.Shell;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Meetings.Occurrences;

public sealed class OccurrenceWordsTests
{
    private static readonly TimeZoneInfo _berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("en", "2026-12-01 09:00", "2026-12-01 10:00", "Tuesday 1 December 10:00–11:00")]
    [InlineData("en", "2026-12-01 22:30", "2026-12-01 23:30", "Tuesday 1 December 23:30 – 2 December 0:30")]
    [InlineData("en", "2025-07-01 09:00", "2025-07-01 10:00", "Tuesday 1 July 2025 11:00–12:00")]
    [InlineData("de", "2026-12-01 09:00", "2026-12-01 10:00", "Dienstag 1. Dezember 10:00–11:00")]
    public void An_occurrence_is_said_in_the_viewers_language_and_zone(string language, string start, string end, string said)
    {
        Texts.Speak(language);

        Assert.Equal(said, new TimeWords(Texts.Of<ShellTexts>()).Span(new Occurrence(Utc(start), Utc(end)), Utc("2026-11-25 12:00"), _berlin));
    }

    private static DateTime Utc(string text) => DateTime.SpecifyKind(DateTime.Parse(text, CultureInfo.InvariantCulture), DateTimeKind.Utc);
}
