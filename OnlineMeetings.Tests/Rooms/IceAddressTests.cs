using OnlineMeetings.Rooms;

namespace OnlineMeetings.Tests.Rooms;

public sealed class IceAddressTests
{
    [Theory]
    [InlineData("stun:stun.example.org", "STUN", "stun.example.org", IceTransport.Udp)]
    [InlineData("turn:turn.example.org:3478", "TURN", "turn.example.org:3478", IceTransport.Udp)]
    [InlineData("turn:turn.example.org:3478?transport=udp", "TURN", "turn.example.org:3478", IceTransport.Udp)]
    [InlineData("turn:turn.example.org:3478?transport=tcp", "TURN", "turn.example.org:3478", IceTransport.Tcp)]
    [InlineData("turns:[2001:db8::1]:5349?transport=tcp", "TURN", "[2001:db8::1]:5349", IceTransport.Tls)]
    public void An_address_is_told_in_parts(string url, string kind, string host, IceTransport transport) =>
        Assert.Equal(new IceAddress(kind, host, transport), IceAddress.Of(url));
}
