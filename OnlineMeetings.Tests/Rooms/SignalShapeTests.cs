using OnlineMeetings.Rooms;

namespace OnlineMeetings.Tests.Rooms;

public sealed class SignalShapeTests
{
    private const string Link = "\"from\":1,\"to\":2,\"build\":0";

    [Theory]
    [InlineData("\"description\":{\"type\":\"offer\",\"sdp\":\"v=0\\r\\n\"}")]
    [InlineData("\"description\":{\"type\":\"answer\",\"sdp\":\"v=0\\r\\n\"},\"candidates\":[]")]
    [InlineData("\"relay\":true,\"candidates\":[{\"candidate\":\"candidate:1 1 udp 1 198.51.100.1 9 typ host\",\"sdpMid\":\"0\",\"sdpMLineIndex\":0,\"usernameFragment\":\"abcd\"}]")]
    [InlineData("\"candidates\":[{\"candidate\":\"\",\"sdpMid\":null}]")]
    public void What_browsers_say_fits(string parts) => Assert.True(SignalShape.Fits($"{{{Link},{parts}}}"));

    [Theory]
    [InlineData("")]
    [InlineData("forged")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"from\":1,\"to\":2,\"build\":0}")]
    [InlineData("{\"from\":-1,\"to\":2,\"build\":0,\"candidates\":[]}")]
    [InlineData("{\"from\":\"1\",\"to\":2,\"build\":0,\"candidates\":[]}")]
    [InlineData("{\"from\":1,\"to\":2,\"build\":0.5,\"candidates\":[]}")]
    [InlineData("{\"from\":1,\"to\":2,\"build\":0,\"candidates\":{}}")]
    [InlineData("{\"from\":1,\"to\":2,\"build\":0,\"candidates\":[7]}")]
    [InlineData("{\"from\":1,\"to\":2,\"build\":0,\"candidates\":[{\"candidate\":7}]}")]
    [InlineData("{\"from\":1,\"to\":2,\"build\":0,\"description\":\"v=0\"}")]
    [InlineData("{\"from\":1,\"to\":2,\"build\":0,\"description\":{\"type\":\"rollback\",\"sdp\":\"v=0\"}}")]
    [InlineData("{\"from\":1,\"to\":2,\"build\":0,\"description\":{\"type\":\"offer\",\"sdp\":\"\"}}")]
    [InlineData("{\"from\":1,\"to\":2,\"build\":0,\"description\":{\"type\":\"offer\"}}")]
    public void Whatever_else_is_said_does_not(string payload) => Assert.False(SignalShape.Fits(payload));

    [Fact]
    public void What_is_longer_more_or_deeper_than_browsers_make_it_does_not_fit()
    {
        var candidate = $"{{\"candidate\":\"{new string('x', 1_001)}\"}}";
        var many = string.Join(',', Enumerable.Repeat("{\"candidate\":\"\"}", 61));
        Assert.False(SignalShape.Fits($"{{{Link},\"candidates\":[{candidate}]}}"));
        Assert.False(SignalShape.Fits($"{{{Link},\"candidates\":[{many}]}}"));
        Assert.False(SignalShape.Fits($"{{{Link},\"description\":{{\"type\":\"offer\",\"sdp\":\"v=0{new string('x', 30_000)}\"}}}}"));
        Assert.False(SignalShape.Fits($"{{{Link},\"candidates\":[],\"more\":{new string('[', 1_000)}{new string(']', 1_000)}}}"));
    }
}
