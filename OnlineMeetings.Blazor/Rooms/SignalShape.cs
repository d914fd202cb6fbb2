using System.Text.Json;

namespace OnlineMeetings.Rooms;

/// <summary>
/// What a signal looks like: a description or candidates of one link (js/rtc/signal.js), of sizes that browsers make. What they mean
/// only browsers know; what is no signal reaches none of them.
/// </summary>
internal static class SignalShape
{
    /// <summary>Parsing costs no more than this, whatever is nested.</summary>
    private const int MaxDepth = 5;

    private const int LongestSdp = 30_000;
    private const int LongestCandidate = 1_000;
    private const int LongestName = 256;
    private const int MostCandidates = 60;

    private static readonly JsonDocumentOptions _strict = new() { MaxDepth = MaxDepth };

    public static bool Fits(string payload)
    {
        try
        {
            using var signal = JsonDocument.Parse(payload, _strict);
            return signal.RootElement is { ValueKind: JsonValueKind.Object } root && IsSignal(root);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsSignal(JsonElement signal)
    {
        var (description, candidates) = (Part(signal, "description"), Part(signal, "candidates"));
        return IsCount(signal, "from") && IsCount(signal, "to") && IsCount(signal, "build")
            && (description is not null || candidates is not null)
            && (description is not { } said || IsDescription(said))
            && (candidates is not { } ways || IsCandidates(ways));
    }

    private static bool IsDescription(JsonElement description) =>
        description.ValueKind == JsonValueKind.Object
        && Part(description, "type") is { ValueKind: JsonValueKind.String } type && type.GetString() is "offer" or "answer"
        && IsText(description, "sdp", LongestSdp) && Part(description, "sdp")!.Value.GetString()!.StartsWith("v=0", StringComparison.Ordinal);

    private static bool IsCandidates(JsonElement candidates) =>
        candidates.ValueKind == JsonValueKind.Array && candidates.GetArrayLength() <= MostCandidates
        && candidates.EnumerateArray().All(one =>
            one.ValueKind == JsonValueKind.Object
            && IsText(one, "candidate", LongestCandidate)
            && (Part(one, "sdpMid") is null || IsText(one, "sdpMid", LongestName))
            && (Part(one, "usernameFragment") is null || IsText(one, "usernameFragment", LongestName))
            && (Part(one, "sdpMLineIndex") is null || IsCount(one, "sdpMLineIndex")));

    private static bool IsCount(JsonElement of, string name) =>
        Part(of, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) && value >= 0;

    private static bool IsText(JsonElement of, string name, int longest) =>
        Part(of, name) is { ValueKind: JsonValueKind.String } text && text.GetString()!.Length <= longest;

    /// <summary>Null where it is missing, or said to be nothing.</summary>
    private static JsonElement? Part(JsonElement of, string name) =>
        of.TryGetProperty(name, out var part) && part.ValueKind != JsonValueKind.Null ? part : null;
}
