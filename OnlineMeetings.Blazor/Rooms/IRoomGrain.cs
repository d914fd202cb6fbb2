using System.Collections.Immutable;
using Orleans.Concurrency;

namespace OnlineMeetings.Rooms;

/// <summary>
/// The live room of one meeting; its key is the meeting's id. It is in one place of the cluster and its calls run one after
/// another, so nine seats stay nine whoever asks in the same millisecond. Called by this server's sessions only: they say for whom.
/// </summary>
public interface IRoomGrain : IGrainWithGuidKey
{
    /// <summary>Asks the policy, lets in, and tells everybody. From then on <paramref name="session"/> hears of everything.</summary>
    Task<JoinReply> JoinAsync(JoinRequest request, IRoomObserver session);

    /// <summary>The state of the room now; also for somebody at the door who may enter.</summary>
    Task<RoomView> ReadAsync();

    /// <summary>The participant, or who waits before the door, is still there.</summary>
    Task<Renewal> RenewAsync(ParticipantId who, IRoomObserver session);

    /// <summary>The page's circuit has ended; its place is kept until the lease runs out.</summary>
    Task DetachAsync(ParticipantId who, IRoomObserver session);

    Task<JoinOutcome> TakeSeatAsync(ParticipantId who);

    /// <summary>Wants the next seat that frees, or no longer wants one.</summary>
    Task QueueAsync(ParticipantId who, bool wants);

    Task RaiseHandAsync(ParticipantId who, bool up);

    Task ReactAsync(ParticipantId who, Reaction with);

    /// <summary>A guest goes by another name.</summary>
    /// <param name="name">As <see cref="Meetings.GuestName.Clean"/> gives it.</param>
    Task RenameAsync(ParticipantId who, string name);

    /// <summary>Does what an organizer asks for; false, with nothing done, where the policy does not allow it to this participant.</summary>
    Task<bool> ModerateAsync(ParticipantId by, Moderation what);

    Task SwitchAsync(ParticipantId who, Devices devices);

    /// <summary>Begins to share a screen, which is told to everybody where the room allows it.</summary>
    Task<ShareOutcome> ShareScreenAsync(ParticipantId who);

    Task StopSharingAsync(ParticipantId who);

    /// <summary>Begins to record, which is told to everybody, or ends it; false where they may not, without a seat.</summary>
    Task<bool> RecordAsync(ParticipantId who, bool on);

    /// <summary>Passes signals on, stamped with the sender. What may not be sent is dropped.</summary>
    Task SignalAsync(ParticipantId from, ImmutableArray<Signal> signals);

    /// <summary>The page was closed or is being reloaded; its place is kept for a moment.</summary>
    Task AwayAsync(ParticipantId who, int stay);

    Task LeaveAsync(ParticipantId who);

    /// <summary>Tells everybody inside of something that was stored before.</summary>
    Task TellAsync(RoomEvent stored);
}

/// <summary>What a room says to somebody who reports to be still there.</summary>
public enum Renewal
{
    Renewed,

    /// <summary>The room does not know them (any more): they join again by their token.</summary>
    Unknown,

    /// <summary>Another page came in with the same token and has their place.</summary>
    TakenOver,
}

/// <summary>Somebody's session, wherever its circuit is. One-way, so that a slow server never holds everybody's turn.</summary>
public interface IRoomObserver : IGrainObserver
{
    [OneWay]
    Task NewsAsync(RoomNews news);

    [OneWay]
    Task SignalsAsync(ImmutableArray<Signal> signals);
}
