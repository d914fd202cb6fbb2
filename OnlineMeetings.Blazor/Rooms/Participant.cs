using OnlineMeetings.Meetings;

namespace OnlineMeetings.Rooms;

/// <summary>Somebody who is in the room now, as everybody inside sees them.</summary>
/// <param name="Stay">
/// Grows each time this participant's media starts afresh. Links between browsers are named by the stays of both, and of two
/// the later one is polite (W3C WebRTC §10.7, perfect negotiation).
/// </param>
/// <param name="Order">The order of coming in, in which people are shown.</param>
/// <param name="Seat">1 to <see cref="Room.Seats"/>, null for who takes part by text alone.</param>
/// <param name="Hand">The room's number at which the hand was raised, so that who raised it first is first; null where it is down.</param>
/// <param name="Queued">The room's number since which they wait for a seat; null for who has one or wants none.</param>
/// <param name="Screen">The room's number since which they share their screen; null while they do not. Each share has one of its own.</param>
/// <param name="Records">Their browser writes what they see and hear into a file: everybody is to know.</param>
[GenerateSerializer, Immutable]
public sealed record Participant(
    ParticipantId Id,
    PersonId Person,
    string Name,
    bool IsGuest,
    bool IsOrganizer,
    int Stay,
    long Order,
    int? Seat,
    Devices Devices,
    long? Hand = null,
    long? Queued = null,
    long? Screen = null,
    bool Records = false);

/// <summary>What of a participant's devices is on.</summary>
[GenerateSerializer, Immutable]
public sealed record Devices(bool Microphone, bool Camera)
{
    public static readonly Devices Off = new(Microphone: false, Camera: false);
}
