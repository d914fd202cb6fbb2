using System.Text;
using OnlineMeetings.Calendar;
using OnlineMeetings.Hosting;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Attendance;

/// <summary>
/// `GET /api/meetings/{code}/attendance.csv?occurrence=`: who was there, always or at one occurrence, as a file; for organizers.
/// </summary>
internal static class AttendanceEndpoint
{
    private const int MostInFile = 1_000_000;

    public static void MapAttendance(this WebApplication app) =>
        app.MapGet("/api/meetings/{code}/attendance.csv", DownloadAsync).WithSecurityHeadersPolicy(SecurityHeaders.Downloads);

    private static async Task<IResult> DownloadAsync(
        string code, string? occurrence, HttpContext http, Visitors visitors, AttendanceBook book, Timetables timetables, TimeProvider time, CancellationToken ct)
    {
        if (await visitors.OfOneInsideAsync(http, code, ct) is not { } visit
            || await timetables.AskedAsync(visit.Meeting.Meeting, occurrence, ct) is not { } period
            || await book.ListAsync(visit.Viewer, visit.Meeting.Meeting, period, ct, MostInFile) is not { } stays)
            return TypedResults.Problem(statusCode: StatusCodes.Status404NotFound);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.File(Encoding.UTF8.GetBytes(AttendanceFile.Csv(stays, time.GetUtcNow().UtcDateTime)), "text/csv; charset=utf-8", OccurrenceWindow.FileName("attendance.csv", occurrence));
    }
}
