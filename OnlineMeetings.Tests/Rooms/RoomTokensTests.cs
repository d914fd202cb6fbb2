using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Time.Testing;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Tests.Rooms;

public sealed class RoomTokensTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly RoomTokens _tokens;
    private readonly RoomToken _token = new(MeetingId.New(), PersonId.New(), "Bo", IsGuest: true, ParticipantId.New(), Stay: 3, Order: 7, HasSeat: true);

    public RoomTokensTests() => _tokens = new RoomTokens(new EphemeralDataProtectionProvider(), _time);

    [Fact]
    public void What_was_sealed_is_opened_again() => Assert.Equal(_token, _tokens.Open(_tokens.Seal(_token)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("{\"Meeting\":\"x\"}")]
    public void What_was_not_sealed_is_no_token(string? text) => Assert.Null(_tokens.Open(text));

    [Fact]
    public void Another_servers_seal_is_none() =>
        Assert.Null(_tokens.Open(new RoomTokens(new EphemeralDataProtectionProvider(), _time).Seal(_token)));

    [Fact]
    public void What_was_sealed_too_long_ago_is_no_token()
    {
        var text = _tokens.Seal(_token);

        _time.Advance(RoomTokens.Lifetime - TimeSpan.FromTicks(1));
        Assert.Equal(_token, _tokens.Open(text));
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Null(_tokens.Open(text));
    }
}
