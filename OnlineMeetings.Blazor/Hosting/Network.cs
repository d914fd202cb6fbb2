using System.Net;
using System.Net.Sockets;

namespace OnlineMeetings.Hosting;

/// <summary>What counts as one address, where something is limited by it.</summary>
internal static class Network
{
    // One household has a whole /64 of IPv6 addresses.
    public static string Of(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };
}
