using OnlineMeetings.Calendar;
using OnlineMeetings.Hosting;
using OnlineMeetings.Meetings;
using OnlineMeetings.Shell;

namespace OnlineMeetings.Chat;

/// <summary>
/// `GET /api/meetings/{code}/transcript?format=md|json&amp;occurrence=`: the chat, all of it or of one occurrence, as a file; for
/// organizers. Streamed, of any length.
/// </summary>
internal static class TranscriptEndpoint
{
    public static void MapTranscript(this WebApplication app) =>
        app.MapGet("/api/meetings/{code}/transcript", DownloadAsync).WithSecurityHeadersPolicy(SecurityHeaders.Downloads);

    private static async Task<IResult> DownloadAsync(
        string code, string? format, string? zone, string? occurrence,
        HttpContext http, Visitors visitors, ChatStore chats, Timetables timetables, TimeWords words, TimeProvider time, CancellationToken ct)
    {
        if (await visitors.OfOneInsideAsync(http, code, ct) is not { May.MayEdit: true } visit
            || await timetables.AskedAsync(visit.Meeting.Meeting, occurrence, ct) is not { } period)
            return TypedResults.Problem(statusCode: StatusCodes.Status404NotFound);
        var isJson = format == "json";
        var (name, type) = isJson ? ("transcript.json", "application/json") : ("transcript.md", "text/markdown; charset=utf-8");
        var lines = chats.AllAsync(visit.Meeting.Meeting, visit.Viewer, period, ct);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Stream(async body =>
        {
            await using var file = new StreamWriter(body);
            if (isJson)
                await Transcript.WriteJsonAsync(file, lines);
            else
                await Transcript.WriteMarkdownAsync(file, visit.Title, lines, words, time.GetUtcNow().UtcDateTime, ZoneOf(zone));
        }, type, OccurrenceWindow.FileName(name, occurrence));
    }

    private static TimeZoneInfo ZoneOf(string? id) => id is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;
}
