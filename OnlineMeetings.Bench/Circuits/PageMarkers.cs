using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OnlineMeetings.Bench.Circuits;

/// <summary>What a page says in its comments of the components that a circuit is to draw; as blazor.web.js of .NET 10 reads it.</summary>
/// <param name="Operations">All of them are to be added: what the circuit is sent.</param>
/// <param name="State">What the server sealed for itself; empty where there is none.</param>
internal sealed partial record PageMarkers(string Operations, string State)
{
    /// <exception cref="FormatException">The page has no such components.</exception>
    public static PageMarkers Read(string html)
    {
        var operations = new JsonArray();
        foreach (var marker in Component().Matches(html).Select(match => JsonNode.Parse(match.Groups["marker"].Value)!))
            operations.Add(new JsonObject { ["type"] = "add", ["ssrComponentId"] = operations.Count + 1, ["marker"] = marker });
        if (operations.Count == 0)
            throw new FormatException("The page has no interactive components.");
        return new PageMarkers(new JsonObject { ["batchId"] = 1, ["operations"] = operations }.ToJsonString(), SealedState().Match(html).Groups["state"].Value);
    }

    [GeneratedRegex(@"<!--Blazor:(?<marker>\{.*?\})-->", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Component();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(?<state>[a-zA-Z0-9+/=]+)-->", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SealedState();
}
