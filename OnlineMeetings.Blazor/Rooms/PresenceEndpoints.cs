
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
        if (tokens.Open(await ReadAsync(request, ct)) is not { } token)
            return TypedResults.BadRequest();
        await rooms.Of(token.Meeting).AwayAsync(token.Participant, token.Stay);
        return TypedResults.NoContent();
    }

    private static async Task<string?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        try
        {
            using var reader = new StreamReader(request.Body);
            return await reader.ReadToEndAsync(ct);
        }
        catch (IOException)
        {
            // The browser went in the middle of it; its lease says the same, a little later.
            return null;
        }
    }
}
