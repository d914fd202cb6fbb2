using Microsoft.AspNetCore.DataProtection;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Rooms;

/// <summary>
/// What a browser keeps of its place in a room, so that it comes back to it after a reload, a lost circuit or a restarted server.
/// </summary>
/// <param name="HasSeat">Whether the participant had a seat when the token was made.</param>
/// <param name="Queued">Their place among those who wait for a seat.</param>
[GenerateSerializer, Immutable]
public sealed record RoomToken(
    MeetingId Meeting, PersonId Person, string Name, bool IsGuest, ParticipantId Participant, int Stay, long Order, bool HasSeat,
    long? Queued = null)
{
    /// <summary>The way back to the place that somebody has now.</summary>
    public static RoomToken Of(MeetingId meeting, Participant me) =>
        new(meeting, me.Person, me.Name, me.IsGuest, me.Id, me.Stay, me.Order, HasSeat: me.Seat is not null, me.Queued);
}

/// <summary>Seals room tokens and opens them. Nobody else can make one.</summary>
public sealed class RoomTokens(IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>A browser renews its token each minute; one that is older than this was not inside lately.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly Seal<RoomToken> _seal = new(protection, "Rooms.Token", Lifetime, time);

    public string Seal(RoomToken token) => _seal.Close(token);

    /// <summary>Null for what is no token of this installation, or too old.</summary>
    public RoomToken? Open(string? text) => _seal.Open(text);
}
