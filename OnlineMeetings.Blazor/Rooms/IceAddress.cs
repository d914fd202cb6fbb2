namespace OnlineMeetings.Rooms;

/// <summary>How a browser speaks to a STUN or TURN server.</summary>
public enum IceTransport
{
    Udp,
    Tcp,
    Tls,
}

/// <summary>One address of a STUN or TURN server (RFC 7064, RFC 7065), for people.</summary>
/// <param name="Kind">"STUN" or "TURN".</param>
/// <param name="Host">With the port, where one is given.</param>
public sealed record IceAddress(string Kind, string Host, IceTransport Transport)
{
    /// <param name="url">One that <see cref="IceOptions"/> let pass.</param>
    public static IceAddress Of(string url)
    {
        var (scheme, rest) = (url[..url.IndexOf(':', StringComparison.Ordinal)], url[(url.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        var parts = rest.Split('?', 2);
        var transport = scheme.EndsWith('s') ? IceTransport.Tls
            : parts is [_, "transport=tcp"] ? IceTransport.Tcp
            : IceTransport.Udp;
        return new IceAddress(scheme.TrimEnd('s').ToUpperInvariant(), parts[0], transport);
    }
}
