using Microsoft.AspNetCore.DataProtection;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Tests.Rooms;

public sealed class RoomTokensTests
{
    private readonly RoomTokens _tokens = new(new EphemeralDataProtectionProvider());
    private readonly RoomToken _token = new(MeetingId.New(), PersonId.New(), "Bo", IsGuest: true, ParticipantId.New(), Stay: 3, Order: 7, HasSeat: true);

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
        Assert.Null(_tokens.Open(new RoomTokens(new EphemeralDataProtectionProvider()).Seal(_token)));
}
