using OnlineMeetings.Chat;
using OnlineMeetings.Files;

namespace OnlineMeetings.Rooms;

/// <summary>Something that happened in a room and that everybody inside is told. This is the whole family.</summary>
[GenerateSerializer, Immutable]
public abstract record RoomEvent;

/// <summary>Somebody came in.</summary>
[GenerateSerializer, Immutable]
public sealed record ParticipantJoined(Participant Who) : RoomEvent;

/// <summary>Somebody's seat, name, microphone, camera or stay changed.</summary>
[GenerateSerializer, Immutable]
public sealed record ParticipantChanged(Participant Who) : RoomEvent;

/// <summary>Somebody is gone.</summary>
[GenerateSerializer, Immutable]
public sealed record ParticipantLeft(ParticipantId Who) : RoomEvent;

/// <summary>A message was stored.</summary>
[GenerateSerializer, Immutable]
public sealed record MessagePosted(ChatLine Message) : RoomEvent;

/// <summary>A file is complete and was stored.</summary>
[GenerateSerializer, Immutable]
public sealed record FileShared(FileLine File) : RoomEvent;

/// <summary>A file was deleted.</summary>
[GenerateSerializer, Immutable]
public sealed record FileDeleted(Guid File) : RoomEvent;

/// <summary>The meeting itself was deleted; everybody leaves.</summary>
[GenerateSerializer, Immutable]
public sealed record MeetingDeleted : RoomEvent;

/// <summary>A room that had woken anew has waited long enough for its people: who is not in the list is gone.</summary>
[GenerateSerializer, Immutable]
public sealed record RoomRecovered : RoomEvent;

/// <summary>News were missed: the room was read again, and what is kept (chat, files) must be, too. Said by one's own session.</summary>
[GenerateSerializer, Immutable]
public sealed record RoomReread : RoomEvent;

/// <summary>Another page came in with this page's token and has its place now. Said by one's own session.</summary>
[GenerateSerializer, Immutable]
public sealed record TakenOver : RoomEvent;

/// <summary>An event with the room's running number: who sees a gap reads the state again.</summary>
[GenerateSerializer, Immutable]
public sealed record RoomNews(long Number, RoomEvent Event);
