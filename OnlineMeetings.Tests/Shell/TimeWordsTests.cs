using OnlineMeetings.Shell;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Shell;

public sealed class TimeWordsTests
{
    // A Tuesday, in the afternoon in Berlin.
    private static readonly DateTime _now = new(2026, 9, 15, 12, 0, 0, DateTimeKind.Utc);
    private static readonly TimeZoneInfo _berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private readonly TimeWords _words = new(Texts.Of<ShellTexts>());

    [Theory]
    [InlineData("2026-09-15T12:00:30Z", "Now", "Jetzt")]
    [InlineData("2026-09-15T11:59:01Z", "Now", "Jetzt")]
    [InlineData("2026-09-15T11:55:00Z", "5 min ago", "vor 5 Min.")]
    [InlineData("2026-09-15T10:00:00Z", "2 h ago", "vor 2 Std.")]
    [InlineData("2026-09-14T22:30:00Z", "13 h ago", "vor 13 Std.")]
    [InlineData("2026-09-14T21:30:00Z", "Yesterday", "Gestern")]
    [InlineData("2026-09-11T10:00:00Z", "Friday", "Freitag")]
    [InlineData("2026-09-08T21:59:00Z", "8 September", "8. September")]
    [InlineData("2025-12-31T22:00:00Z", "31 December 2025", "31. Dezember 2025")]
    public void Past_times_are_said_as_people_do(string then, string english, string german)
    {
        var time = DateTime.Parse(then, null, System.Globalization.DateTimeStyles.AdjustToUniversal);

        Texts.Speak("en");
        Assert.Equal(english, _words.Ago(time, _now, _berlin));
        Texts.Speak("de");
        Assert.Equal(german, _words.Ago(time, _now, _berlin));
    }

    [Fact]
    public void The_clock_is_the_viewers() => Assert.Equal("10:02", _words.Clock(new DateTime(2026, 9, 15, 8, 2, 0, DateTimeKind.Utc), _berlin));
}
