using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using OnlineMeetings.Hosting;

namespace OnlineMeetings.Exchange;

/// <summary>`GET /calendar/feed/{secret}.ics`: a calendar for programs that subscribe to it. Whoever has the address may.</summary>
internal static class FeedEndpoint
{
    public static void MapFeed(this WebApplication app) =>
        app.MapMethods("/calendar/feed/{secret}.ics", [HttpMethods.Get, HttpMethods.Head], ReadAsync).AllowAnonymous().WithSecurityHeadersPolicy(SecurityHeaders.Downloads);

    private static async Task<IResult> ReadAsync(string secret, HttpContext http, CalendarFeeds feeds, CancellationToken ct)
    {
        if (await feeds.FindAsync(secret, ct) is not { } feed)
            return TypedResults.NotFound();
        var (tag, changed) = (new EntityTagHeaderValue(feed.Tag), new DateTimeOffset(feed.ChangedAt));
        http.Response.Headers.CacheControl = "private, no-cache";
        // Programs ask each hour, and mostly nothing is new: then nothing is written.
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
            return NotModified(http, tag, changed);
        return TypedResults.Bytes(Encoding.UTF8.GetBytes(await feeds.WriteAsync(feed.Owner, ct)), "text/calendar; charset=utf-8", "calendar.ics", entityTag: tag, lastModified: changed);
    }

    private static StatusCodeHttpResult NotModified(HttpContext http, EntityTagHeaderValue tag, DateTimeOffset changed)
    {
        (http.Response.GetTypedHeaders().ETag, http.Response.GetTypedHeaders().LastModified) = (tag, changed);
        return TypedResults.StatusCode(StatusCodes.Status304NotModified);
    }
}
