namespace OnlineMeetings.Meetings;

/// <summary>A meeting: the lasting thing with a title, settings, chat and files.</summary>
[GenerateSerializer, Immutable]
public readonly record struct MeetingId(Guid Value)
{
    public static MeetingId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString("N");
}

/// <summary>Somebody who may come to meetings: an account, or a guest known by a ticket.</summary>
[GenerateSerializer, Immutable]
public readonly record struct PersonId(Guid Value)
{
    public static PersonId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString("N");
}
