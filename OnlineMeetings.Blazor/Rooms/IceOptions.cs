using OnlineMeetings.Hosting;

namespace OnlineMeetings.Rooms;

/// <summary>The servers that help browsers to reach each other.</summary>
public sealed record IceOptions
{
    /// <summary>Addresses like stun:stun.example.org:3478 (RFC 7064).</summary>
    public IReadOnlyList<string> Stun { get; init; } = [];

    /// <summary>Addresses like turn:turn.example.org:3478?transport=udp (RFC 7065).</summary>
    public IReadOnlyList<string> Turn { get; init; } = [];

    /// <summary>What coturn calls static-auth-secret: short-lived credentials are made from it.</summary>
    public string TurnSecret { get; init; } = "";

    internal static IceOptions Read(SettingsReader settings)
    {
        var ice = new IceOptions
        {
            Stun = Addresses(settings, "Ice:Stun", "stun"),
            Turn = Addresses(settings, "Ice:Turn", "turn"),
            TurnSecret = settings.Text("Ice:TurnSecret"),
        };
        if (ice.Turn.Count > 0 && ice.TurnSecret.Length == 0)
            settings.Fault("Ice:TurnSecret", "is needed where Ice:Turn is given; it is coturn's static-auth-secret.");
        return ice;
    }

    private static IReadOnlyList<string> Addresses(SettingsReader settings, string key, string scheme)
    {
        var addresses = settings.List(key);
        foreach (var address in addresses.Where(address => !IsAddress(address, scheme)))
            settings.Fault(key, $"must be addresses like {scheme}:{scheme}.example.org:3478, and holds \"{address}\".");
        return addresses;
    }

    private static bool IsAddress(string text, string scheme)
    {
        var parts = text.Split(':', 2);
        return parts is [var kind, { Length: > 0 } rest]
            && (kind == scheme || kind == scheme + "s")
            && Uri.TryCreate("ice://" + rest, UriKind.Absolute, out var uri)
            && uri is { Host.Length: > 0, UserInfo: "", AbsolutePath: "" or "/" };
    }

    // A record prints all it holds; the secret must not come into a log that way.
    public override string ToString() => string.Join(' ', [.. Stun, .. Turn]);
}
