using System.Net;
using System.Net.Sockets;

namespace OnlineMeetings.Hosting;

/// <summary>What an address says of where it is.</summary>
internal static class Network
{
    private static readonly IPNetwork[] _private =
    [
        IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("fc00::/7"), IPNetwork.Parse("fe80::/10"),
    ];

    /// <summary>What counts as one address, where something is limited by it.</summary>
    // One household has a whole /64 of IPv6 addresses.
    public static string Of(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };

    /// <summary>Whether an address is of this machine, or of a network that the internet does not reach (RFC 1918, RFC 4193, RFC 6598, RFC 3927, RFC 4291 §2.5.6).</summary>
    public static bool IsPrivate(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return IPAddress.IsLoopback(address) || _private.Any(network => network.Contains(address));
    }
}
