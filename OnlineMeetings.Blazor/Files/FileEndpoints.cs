using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;
using OnlineMeetings.Accounts;
using OnlineMeetings.Hosting;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Files;

/// <summary>Files over HTTP: up, down, away. What is refused is said as a problem (RFC 9457) in the reader's language.</summary>
internal static class FileEndpoints
{
    public static void MapFileEndpoints(this IEndpointRouteBuilder routes)
    {
        // The policy decides who may, an account is not needed: hence "anonymous".
        var files = routes.MapGroup("/api/meetings/{code}/files").AllowAnonymous().AddEndpointFilter(SayRefusalsAsync);
        files.MapPost("", UploadAsync).AddEndpointFilter(OwnPagesOnly.FilterAsync);
        files.MapMethods("{id}", [HttpMethods.Get, HttpMethods.Head], DownloadAsync).WithSecurityHeadersPolicy(SecurityHeaders.Downloads);
        files.MapDelete("{id}", DeleteAsync).AddEndpointFilter(OwnPagesOnly.FilterAsync);
    }

    private static async Task<IResult> UploadAsync(
        string code, HttpContext http, Visitors visitors, SharedFiles files, UploadsUnderWay uploads, FileOptions limits, ServerSettingsStore settings,
        CancellationToken ct)
    {
        AdmitBody(http, limits.With(await settings.ReadAsync(ct)).MaxFileBytes);
        var visit = await VisitAsync(visitors, http, code, ct);
        if (!visit.May.MayUpload)
            throw new FileRefusedException(FileRefusal.MayNotUpload);
        using var underWay = uploads.Begin(visit.Viewer.Person);
        var form = await UploadForm.OpenAsync(http.Request, ct);
        var name = FileName.Accept(form.GivenName) ?? throw new FileRefusedException(FileRefusal.BadName);
        await using var received = await files.ReceiveAsync(visit.Meeting.Meeting, name, form.Body, ct);
        await form.EndAsync(ct);
        // A password or a lock set while it was under way is not for who is inside.
        var file = await files.ShareAsync(received, name, await visitors.LookAgainAsync(visit));
        return TypedResults.Created($"/api/meetings/{code}/files/{file.Id:N}", new { file.Id, file.Name, file.Bytes });
    }

    private static async Task<IResult> DownloadAsync(
        string code, string id, HttpContext http, Visitors visitors, SharedFiles files, CancellationToken ct)
    {
        var visit = await VisitAsync(visitors, http, code, ct);
        var (file, bytes) = await files.OpenAsync(visit.Meeting.Meeting, IdOf(id), ct);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Stream(
            bytes, "application/octet-stream", file.Name, new DateTimeOffset(file.UploadedAt), new EntityTagHeaderValue($"\"{file.Id:N}\""), enableRangeProcessing: true);
    }

    private static async Task<IResult> DeleteAsync(
        string code, string id, HttpContext http, Visitors visitors, SharedFiles files, CancellationToken ct)
    {
        var visit = await VisitAsync(visitors, http, code, ct);
        await files.DeleteAsync(visit.Meeting.Meeting, visit.Viewer, IdOf(id), ct);
        return TypedResults.NoContent();
    }

    // What says itself too long is refused before a byte of it is read; what lies about it is counted as it comes.
    private static void AdmitBody(HttpContext http, long maxFileBytes)
    {
        var longest = maxFileBytes + UploadForm.Overhead;
        if (http.Request.ContentLength > longest)
            throw new FileRefusedException(FileRefusal.TooLarge, maxFileBytes);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = longest;
    }

    private static async Task<Visit> VisitAsync(Visitors visitors, HttpContext http, string code, CancellationToken ct)
    {
        var visit = await visitors.OfOneInsideAsync(http, code, ct) ?? throw new FileRefusedException(FileRefusal.NoMeeting);
        return visit.May.MayRead ? visit : throw new FileRefusedException(FileRefusal.MayNotSee);
    }

    private static Guid IdOf(string id) => Guid.TryParse(id, out var file) ? file : throw new FileRefusedException(FileRefusal.NoFile);

    private static async ValueTask<object?> SayRefusalsAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        try
        {
            return await next(call);
        }
        catch (FileRefusedException refused)
        {
            var texts = call.HttpContext.RequestServices.GetRequiredService<IStringLocalizer<FileTexts>>();
            var (key, arguments) = refused.Words;
            return TypedResults.Problem(statusCode: refused.Status, detail: texts[key, arguments]);
        }
    }
}
