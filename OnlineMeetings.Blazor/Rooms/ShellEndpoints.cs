using Microsoft.AspNetCore.Http.HttpResults;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Rooms;

/// <summary>`/m/{code}`: the meeting's outer document. An endpoint and no page, since no circuit may ever reload it.</summary>
internal static class ShellEndpoints
{
    public static void MapMeetingShell(this WebApplication app) => app.MapGet("/m/{code}", ShowAsync).AllowAnonymous();

    private static async Task<RazorComponentResult> ShowAsync(string code, HttpContext http, Visitors visitors, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        return await visitors.OfAsync(http, code, ct) is { } visit
            ? new RazorComponentResult<MeetingShell>(new { Code = code, visit.Title })
            : new RazorComponentResult<NoMeeting>() { StatusCode = StatusCodes.Status404NotFound };
    }
}
