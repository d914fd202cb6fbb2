namespace OnlineMeetings.Rooms;

/// <summary>What an organizer may do to those inside and at the door. Nobody can be unmuted from elsewhere. The whole family.</summary>
[GenerateSerializer, Immutable]
public abstract record Moderation;

/// <summary>Asks a browser, or with null all others, to switch its microphone off.</summary>
[GenerateSerializer, Immutable]
public sealed record Mute(ParticipantId? Who) : Moderation;

/// <summary>Asks a browser to switch its camera off.</summary>
[GenerateSerializer, Immutable]
public sealed record SwitchCameraOff(ParticipantId Who) : Moderation;

/// <summary>Ends somebody's share of their screen; they may share again.</summary>
[GenerateSerializer, Immutable]
public sealed record EndShare(ParticipantId Who) : Moderation;

/// <summary>Takes somebody's seat away: they go on by text.</summary>
[GenerateSerializer, Immutable]
public sealed record TakeSeatAway(ParticipantId Who) : Moderation;

/// <summary>Takes a raised hand down.</summary>
[GenerateSerializer, Immutable]
public sealed record LowerHand(ParticipantId Who) : Moderation;

/// <summary>Lets somebody in, or with null all who knock.</summary>
[GenerateSerializer, Immutable]
public sealed record Admit(ParticipantId? Who) : Moderation;

/// <summary>Sends somebody away who knocks, or with null all of them.</summary>
[GenerateSerializer, Immutable]
public sealed record TurnAway(ParticipantId? Who) : Moderation;

/// <summary>Ends the meeting for everybody inside.</summary>
[GenerateSerializer, Immutable]
public sealed record EndForAll : Moderation;
