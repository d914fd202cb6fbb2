
namespace OnlineMeetings.Rooms;

/// <summary>What a page says of itself when its circuit cannot: that it is being closed or reloaded.</summary>
internal static class PresenceEndpoints
{
    private const int MaxTokenLength = 4096;

    public static void MapPresence(this WebApplication app) =>
        // Anonymous, since the token alone says whose place it is. Sent by navigator.sendBeacon, as plain text.
        app.MapPost("/api/meetings/{code}/away", AwayAsync).AllowAnonymous().DisableAntiforgery();

    private static async Task<IResult> AwayAsync(HttpRequest request, RoomTokens tokens, LiveRooms rooms, CancellationToken ct)
    {
        if (request.ContentLength is null or > MaxTokenLength)
            return TypedResults.BadRequest();
        using var reader = new StreamReader(request.Body);
        if (tokens.Open(await reader.ReadToEndAsync(ct)) is not { } token)
            return TypedResults.BadRequest();
        await rooms.Of(token.Meeting).AwayAsync(token.Participant, token.Stay);
        return TypedResults.NoContent();
    }
}
