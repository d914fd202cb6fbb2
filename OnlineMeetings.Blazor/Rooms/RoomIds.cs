namespace OnlineMeetings.Rooms;

/// <summary>One presence in one room: a person with two tabs is two participants. Outlives circuit, reload and server.</summary>
[GenerateSerializer, Immutable]
public readonly record struct ParticipantId(Guid Value)
{
    public static ParticipantId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}
