using OnlineMeetings.Meetings;

namespace OnlineMeetings.Rooms;

/// <summary>Somebody before the door.</summary>
/// <param name="Knocks">Waits for an organizer's word; else for an organizer to come.</param>
[GenerateSerializer, Immutable]
public sealed record Waiter(ParticipantId Id, PersonId Person, string Name, bool IsGuest, bool Knocks);
