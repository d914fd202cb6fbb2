using System.Text.Json;
using OnlineMeetings.Shell;

namespace OnlineMeetings.Chat;

/// <summary>A meeting's chat as a file, written line by line.</summary>
public static class Transcript
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>For reading: days as headings, each text quoted, so that nothing in it can pose as somebody else's.</summary>
    /// <param name="zone">In which times are said.</param>
    public static async Task WriteMarkdownAsync(TextWriter file, string title, IAsyncEnumerable<ChatLine> lines, TimeWords words, DateTime now, TimeZoneInfo zone)
    {
        await file.WriteAsync($"# {Plain(title)}\n");
        DateOnly? day = null;
        await foreach (var line in lines)
        {
            var sentOn = DateOnly.FromDateTime(zone.At(line.SentAt));
            if (sentOn != day)
                await file.WriteAsync($"\n## {words.Day(line.SentAt, now, zone)}\n");
            day = sentOn;
            var guest = line.ByGuest ? " (guest)" : "";
            await file.WriteAsync($"\n**{Plain(line.AuthorName)}**{guest} {words.Clock(line.SentAt, zone)}\n\n> {line.Text.Replace("\n", "\n> ", StringComparison.Ordinal)}\n");
        }
    }

    /// <summary>For programs: one JSON array; times in UTC.</summary>
    public static async Task WriteJsonAsync(TextWriter file, IAsyncEnumerable<ChatLine> lines)
    {
        var before = "[\n";
        await foreach (var line in lines)
        {
            await file.WriteAsync(before);
            await file.WriteAsync(JsonSerializer.Serialize(new { line.Id, Author = line.AuthorName, Guest = line.ByGuest, line.SentAt, line.Text }, _json));
            before = ",\n";
        }
        await file.WriteAsync(before == "[\n" ? "[]\n" : "\n]\n");
    }

    // Names and titles are one line of plain text, also where they hold Markdown's marks.
    private static string Plain(string text) =>
        string.Concat(text.ReplaceLineEndings(" ").Select(c => "\\`*_{}[]<>()#+-.!|~".Contains(c, StringComparison.Ordinal) ? $"\\{c}" : $"{c}"));
}
