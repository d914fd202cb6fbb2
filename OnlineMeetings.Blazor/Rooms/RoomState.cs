using OnlineMeetings.Meetings;

namespace OnlineMeetings.Rooms;

/// <summary>Somebody with a seat, as the browsers' media engines know them.</summary>
public sealed record Peer(Guid Id, int Stay)
{
    public static Peer Of(Participant participant) => new(participant.Id.Value, participant.Stay);
}

/// <summary>What one browser's media engine must bring about: links to all of these, or none without a seat.</summary>
/// <param name="Me">Null for who takes part by text.</param>
/// <param name="Complete">False while a room recovers: somebody who is missing here may still be there.</param>
/// <param name="IceServers">Null where those known before are still good.</param>
/// <param name="Quality">The most that may be sent: "low", "medium" or "high".</param>
public sealed record RoomState(Peer? Me, IReadOnlyList<Peer> Peers, bool Complete, IReadOnlyList<IceServer>? IceServers, string Quality)
{
    public static RoomState Of(RoomView view, Participant me, IReadOnlyList<IceServer>? iceServers) => new(
        me.Seat is null ? null : Peer.Of(me),
        me.Seat is null ? [] : [.. view.Seated.Where(p => p.Id != me.Id).Select(Peer.Of)],
        Complete: !view.Recovering,
        iceServers,
        (view.Meeting?.Quality ?? StreamQuality.Low).ToString().ToLowerInvariant());

    /// <summary>Whether the engine would have nothing to do.</summary>
    public bool SameAs(RoomState? other) =>
        other is not null && Me == other.Me && Complete == other.Complete && Quality == other.Quality && Peers.SequenceEqual(other.Peers);
}

/// <summary>What a browser says when somebody clicks Join, or comes back.</summary>
/// <param name="Pass">From the ticket endpoint, where a name or a password was given just now.</param>
/// <param name="Token">The place this browser had in the room.</param>
/// <param name="FreshMedia">The browser's media engine has no links to anybody yet.</param>
public sealed record JoinWish(string? Pass, string? Token, bool WantsSeat, bool FreshMedia, Devices? Devices);

/// <summary>What it gets, after the <see cref="RoomState"/>. Where one stays outside there is only the outcome.</summary>
/// <param name="Code">Of the meeting's link, which may be another than this browser knew.</param>
public sealed record JoinAnswer(JoinOutcome Outcome, string? Token = null, bool HasSeat = false, string? Code = null);

/// <summary>What a browser gets each minute, and when its circuit is back: the state of now, whatever it has missed.</summary>
/// <param name="HasPlace">A seat, or one in the queue for it; without, its microphone and camera are off.</param>
/// <param name="Code">Of the meeting's link.</param>
public sealed record RoomRenewal(string Token, RoomState State, bool HasPlace, string Code);

/// <summary>A signal at the border to JavaScript.</summary>
public sealed record SignalMessage(Guid Other, string Payload)
{
    public bool IsSound => Payload is { Length: <= Signal.MaxLength } && SignalShape.Fits(Payload);

    public Signal ToSignal() => new(new ParticipantId(Other), Payload);

    public static SignalMessage Of(Signal signal) => new(signal.Other.Value, signal.Payload);
}
