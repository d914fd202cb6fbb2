using Microsoft.AspNetCore.Http.Features;
using OnlineMeetings.Accounts;
using OnlineMeetings.Calendar;
using OnlineMeetings.Hosting;

namespace OnlineMeetings.Exchange;

/// <summary>`POST /api/calendar/import` (multipart, one .ics): a calendar file into one's own calendar.</summary>
internal static class ImportEndpoint
{
    public static void MapImport(this WebApplication app) => app.MapPost("/api/calendar/import", TakeAsync).DisableAntiforgery();

    private static async Task<IResult> TakeAsync(HttpContext http, CalendarImport import, CancellationToken ct)
    {
        if (!SameOrigin.IsOwn(http.Request) || http.User.Person is not { } owner)
            return TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = CalendarImport.MaxRequestBytes;
        try
        {
            if (!http.Request.HasFormContentType || (await http.Request.ReadFormAsync(ct)).Files is not [var file])
                throw new CalendarRefusedException(CalendarRefusal.NotACalendar);
            await using var content = file.OpenReadStream();
            return TypedResults.Ok(await import.TakeAsync(owner, content, ct));
        }
        catch (CalendarRefusedException refused)
        {
            return TypedResults.Problem(statusCode: StatusCodes.Status422UnprocessableEntity, detail: import.WordsOf(refused));
        }
    }
}
