using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using OnlineMeetings.Accounts;
using OnlineMeetings.Calendar;
using OnlineMeetings.Calendar.Ics;
using OnlineMeetings.Hosting;

namespace OnlineMeetings.Exchange;

/// <summary>`GET /calendar/export.ics` and `GET /calendar/export/{id}.ics`: one's whole calendar, or one appointment of it, as a file.</summary>
internal static class ExportEndpoint
{
    public static void MapExport(this WebApplication app)
    {
        app.MapGet("/calendar/export.ics", AllAsync).WithSecurityHeadersPolicy(SecurityHeaders.Downloads);
        app.MapGet("/calendar/export/{id:guid}.ics", OneAsync).WithSecurityHeadersPolicy(SecurityHeaders.Downloads);
    }

    private static async Task<IResult> AllAsync(HttpContext http, CalendarFeeds calendars, CancellationToken ct) =>
        File(http, await calendars.WriteAsync(http.User.Person!.Value, ct), "calendar.ics");

    private static async Task<IResult> OneAsync(Guid id, HttpContext http, CalendarBook book, CancellationToken ct) =>
        await book.FindAsync(http.User.Person!.Value, new AppointmentId(id), ct) is { Appointment: var appointment }
            ? File(http, IcsWriter.Write([appointment]), "appointment.ics")
            : TypedResults.NotFound();

    private static FileContentHttpResult File(HttpContext http, string file, string name)
    {
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Bytes(Encoding.UTF8.GetBytes(file), "text/calendar; charset=utf-8", name);
    }
}
