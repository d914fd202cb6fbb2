using Microsoft.AspNetCore.Http.HttpResults;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Rooms;

/// <summary>
/// What a browser needs before it joins, to say how many people its connection can carry: servers to try, and somewhere to send to.
/// For whom the policy lets in, and nobody else.
/// </summary>
internal static class ConnectionCheckEndpoints
{
    /// <summary>The most bytes that are taken at once; js/rtc/upload-trial.js sends no more.</summary>
    public const int MaxBytes = 1_000_000;

    public static void MapConnectionCheck(this WebApplication app)
    {
        // The policy decides who may, an account is not needed: hence "anonymous".
        app.MapGet("/api/meetings/{code}/check", ServersAsync).AllowAnonymous();
        app.MapPost("/api/meetings/{code}/check", TakeAsync).AllowAnonymous();
    }

    /// <param name="Servers">With credentials that are good for <see cref="IceServers.TrialLifetime"/>.</param>
    /// <param name="Quality">The most that may be sent in the meeting: "low", "medium" or "high".</param>
    internal sealed record Trial(IReadOnlyList<IceServer> Servers, string Quality);

    private static async Task<Results<Ok<Trial>, StatusCodeHttpResult>> ServersAsync(
        string code, HttpContext http, Visitors visitors, IceServers servers, LiveRooms rooms, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (await visitors.OfOneInsideAsync(http, code, ct) is not { May.MayEnter: true } visit)
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        var room = await rooms.LookAsync(visit.Meeting.Meeting);
        return TypedResults.Ok(new Trial(servers.ForTrial(visit.Viewer.Person), RoomState.QualityOf(room?.Meeting)));
    }

    /// <summary>Reads what is sent, and forgets it.</summary>
    private static async Task<Results<NoContent, StatusCodeHttpResult>> TakeAsync(
        string code, HttpContext http, Visitors visitors, UploadTrials trials, CancellationToken ct)
    {
        // Browsers say how much they send, and Kestrel takes no more than was said.
        if (http.Request.ContentLength is null or > MaxBytes)
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        if (await visitors.OfOneInsideAsync(http, code, ct) is not { May.MayEnter: true } visit)
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        if (!trials.Allows(visit.Viewer.Person, http.Connection.RemoteIpAddress))
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        await http.Request.Body.CopyToAsync(Stream.Null, ct);
        return TypedResults.NoContent();
    }
}
