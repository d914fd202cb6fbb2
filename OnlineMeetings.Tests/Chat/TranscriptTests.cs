using System.Text.Json;
using OnlineMeetings.Chat;
using OnlineMeetings.Meetings;
using OnlineMeetings.Shell;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Chat;

public sealed class TranscriptTests
{
    private static readonly DateTime _now = new(2026, 9, 15, 12, 0, 0, DateTimeKind.Utc);
    private static readonly TimeZoneInfo _berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public async Task For_reading_days_are_headings_and_every_text_is_quoted()
    {
        Texts.Speak("en");
        var file = await MarkdownAsync(
            Line("Ana", "Morning!\n# no heading", _now.AddDays(-1)),
            Line("Bo", "Hello", _now, byGuest: true));

        Assert.Equal(
            "# Autumn \\*catalogue\\*\n\n## 14 September\n\n**Ana** 14:00\n\n> Morning!\n> # no heading\n\n## 15 September\n\n**Bo** (guest) 14:00\n\n> Hello\n",
            file);
    }

    [Fact]
    public async Task A_name_cannot_pose_as_another_line() =>
        Assert.Contains("**\\*\\*Ana\\*\\* 10:00** ", await MarkdownAsync(Line("**Ana**\n10:00", "x", _now)), StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task For_programs_it_is_one_array(int count)
    {
        using var file = new StringWriter();
        await Transcript.WriteJsonAsync(file, Each([.. Enumerable.Range(0, count).Select(n => Line("Ana", $"“{n}”", _now))]));

        var read = JsonSerializer.Deserialize<JsonElement[]>(file.ToString())!;
        Assert.Equal(Enumerable.Range(0, count).Select(n => $"“{n}”"), read.Select(line => line.GetProperty("text").GetString()));
        Assert.All(read, line => Assert.Equal(_now, line.GetProperty("sentAt").GetDateTime()));
    }

    private static async Task<string> MarkdownAsync(params ChatLine[] lines)
    {
        using var file = new StringWriter();
        await Transcript.WriteMarkdownAsync(file, "Autumn *catalogue*", Each(lines), new TimeWords(Texts.Of<ShellTexts>()), _now, _berlin);
        return file.ToString();
    }

    private static async IAsyncEnumerable<ChatLine> Each(ChatLine[] lines)
    {
        await Task.Yield();
        foreach (var line in lines)
            yield return line;
    }

    private static ChatLine Line(string author, string text, DateTime at, bool byGuest = false) =>
        new(1, PersonId.New(), author, byGuest, text, at, Guid.NewGuid());
}
