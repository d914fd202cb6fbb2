using System.Security.Cryptography;
using System.Text;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Rooms;

/// <summary>One entry of a browser's `RTCConfiguration.iceServers` (W3C WebRTC §4.2.4).</summary>
public sealed record IceServer(IReadOnlyList<string> Urls, string? Username = null, string? Credential = null);

/// <summary>The STUN and TURN servers that a browser may use, with credentials of its own that soon expire.</summary>
public sealed class IceServers(IceOptions ice, TimeProvider time)
{
    /// <summary>How long the credentials of somebody with a seat are good. Who stays is given new ones each minute.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>How long credentials are good that only show whether the servers answer.</summary>
    public static readonly TimeSpan TrialLifetime = TimeSpan.FromSeconds(60);

    /// <summary>For the links of somebody with a seat.</summary>
    public IReadOnlyList<IceServer> For(ParticipantId who) => All($"{who}", Lifetime);

    /// <summary>For somebody who tries whether the servers answer.</summary>
    public IReadOnlyList<IceServer> ForTrial(PersonId who) => All($"{who}", TrialLifetime);

    private List<IceServer> All(string who, TimeSpan lifetime)
    {
        var servers = new List<IceServer>();
        if (ice.Stun.Count > 0)
            servers.Add(new IceServer(ice.Stun));
        if (ice.Turn.Count > 0)
            servers.Add(WithCredentials(who, lifetime));
        return servers;
    }

    /// <summary>coturn's REST scheme (draft-uberti-behave-turn-rest): the name is the time of expiry, the password its HMAC-SHA1.</summary>
    private IceServer WithCredentials(string who, TimeSpan lifetime)
    {
        var username = $"{time.GetUtcNow().Add(lifetime).ToUnixTimeSeconds()}:{who}";
#pragma warning disable CA5350 // The scheme is what coturn checks.
        var hmac = HMACSHA1.HashData(Encoding.UTF8.GetBytes(ice.TurnSecret), Encoding.UTF8.GetBytes(username));
#pragma warning restore CA5350
        return new IceServer(ice.Turn, username, Convert.ToBase64String(hmac));
    }
}
