using System.Text.Json.Serialization;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Rooms;

/// <summary>Somebody at the room's door.</summary>
/// <param name="Token">The place this browser had in the room, if it had one.</param>
/// <param name="WantsSeat">False for who joins by text alone.</param>
/// <param name="FreshMedia">The browser's media engine is new (first join, F5) and has no links to anybody yet.</param>
[GenerateSerializer, Immutable]
public sealed record JoinRequest(Viewer Viewer, RoomToken? Token, bool WantsSeat, bool FreshMedia, Devices Devices);

/// <summary>How the door answers.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JoinOutcome>))]
public enum JoinOutcome
{
    /// <summary>Inside, with what was asked for.</summary>
    Joined,

    /// <summary>Inside by text: all seats are taken.</summary>
    NoSeatLeft,

    /// <summary>Inside by text for the moment: the room has just come back and keeps its seats for those who had them.</summary>
    SeatsHeld,

    /// <summary>The meeting asks for more: a password, an account.</summary>
    NotAllowed,

    /// <summary>One person may be inside <see cref="Room.MaxPresences"/> times.</summary>
    TooManyPresences,

    /// <summary>More wait before the door than any organizer would look through.</summary>
    DoorCrowded,

    /// <summary>This page asks faster than anybody could click.</summary>
    TooFast,

    /// <summary>The token was too old to lead back in: the way is through the door.</summary>
    Expired,

    /// <summary>There is no such meeting any more.</summary>
    Gone,

    /// <summary>Before the door, until an organizer comes or lets them in.</summary>
    Waits,
}

/// <summary>What came of it.</summary>
/// <param name="Me">Null where one stays outside.</param>
/// <param name="Waiter">Who one is before the door, for who waits there.</param>
[GenerateSerializer, Immutable]
public sealed record JoinReply(JoinOutcome Outcome, Participant? Me, RoomView View, Waiter? Waiter = null)
{
    public static JoinReply Outside(JoinOutcome outcome, Waiter? waiter = null) => new(outcome, null, RoomView.Nothing, waiter);
}
