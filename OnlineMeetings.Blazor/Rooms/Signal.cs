namespace OnlineMeetings.Rooms;

/// <summary>What one browser tells another to build their link (W3C WebRTC descriptions and candidates); see <see cref="SignalShape"/>.</summary>
/// <param name="Other">The addressee on its way in; the sender, stamped by the room, on its way out.</param>
[GenerateSerializer, Immutable]
public readonly record struct Signal(ParticipantId Other, string Payload)
{
    /// <summary>The most characters of a payload: three times the largest offer seen.</summary>
    public const int MaxLength = 32 * 1024;
}
