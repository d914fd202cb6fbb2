using System.Collections.Immutable;
using OnlineMeetings.Chat;
using OnlineMeetings.Files;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Rooms;

/// <summary>Something that happened in a room and that everybody inside is told. This is the whole family.</summary>
[GenerateSerializer, Immutable]
public abstract record RoomEvent
{
    /// <summary>Who is inside no longer.</summary>
    internal virtual ImmutableHashSet<ParticipantId> Gone => [];
}

/// <summary>Somebody came in.</summary>
[GenerateSerializer, Immutable]
public sealed record ParticipantJoined(Participant Who) : RoomEvent;

/// <summary>Somebody's seat, name, rights, hand, microphone, camera, screen, recording or stay changed.</summary>
[GenerateSerializer, Immutable]
public sealed record ParticipantChanged(Participant Who) : RoomEvent;

/// <summary>Somebody is gone.</summary>
[GenerateSerializer, Immutable]
public sealed record ParticipantLeft(ParticipantId Who) : RoomEvent
{
    internal override ImmutableHashSet<ParticipantId> Gone => [Who];
}

/// <summary>Some, or everybody, were put out at once.</summary>
[GenerateSerializer, Immutable]
public sealed record ParticipantsPutOut(ImmutableHashSet<ParticipantId> Who, PutOut Why) : RoomEvent
{
    internal override ImmutableHashSet<ParticipantId> Gone => Who;
}

/// <summary>Somebody stands before the door and waits to be let in.</summary>
[GenerateSerializer, Immutable]
public sealed record WaiterCame(Waiter Who) : RoomEvent;

/// <summary>Somebody waits no longer.</summary>
[GenerateSerializer, Immutable]
public sealed record WaiterGone(ParticipantId Who) : RoomEvent;

/// <summary>The meeting's settings changed: title, link, rules or quality.</summary>
[GenerateSerializer, Immutable]
public sealed record SettingsChanged(LiveMeeting Meeting) : RoomEvent;

/// <summary>An organizer asks one browser, or with null every other one, to switch its microphone off.</summary>
[GenerateSerializer, Immutable]
public sealed record MuteAsked(ParticipantId? Who, ParticipantId By) : RoomEvent;

/// <summary>An organizer asks a browser to switch its camera off.</summary>
[GenerateSerializer, Immutable]
public sealed record CameraOffAsked(ParticipantId Who) : RoomEvent;

/// <summary>An organizer, or the meeting's settings, ended somebody's share: their browser is to send the screen no longer.</summary>
[GenerateSerializer, Immutable]
public sealed record ScreenOffAsked(ParticipantId Who) : RoomEvent;

/// <summary>Somebody reacted; it is seen for a moment and kept nowhere.</summary>
[GenerateSerializer, Immutable]
public sealed record Reacted(ParticipantId Who, Reaction With) : RoomEvent;

/// <summary>A message was stored.</summary>
[GenerateSerializer, Immutable]
public sealed record MessagePosted(ChatLine Message) : RoomEvent;

/// <summary>All messages up to this one that lie in a period were deleted.</summary>
[GenerateSerializer, Immutable]
public sealed record MessagesCleared(long UpTo, Period Of) : RoomEvent
{
    public bool Took(ChatLine message) => message.Id <= UpTo && Of.Holds(message.SentAt);
}

/// <summary>A file is complete and was stored.</summary>
[GenerateSerializer, Immutable]
public sealed record FileShared(FileLine File) : RoomEvent;

/// <summary>A file was deleted.</summary>
[GenerateSerializer, Immutable]
public sealed record FileDeleted(Guid File) : RoomEvent;

/// <summary>Many files were deleted at once: the list is to be read again.</summary>
[GenerateSerializer, Immutable]
public sealed record FilesCleared : RoomEvent;

/// <summary>The meeting itself was deleted; everybody leaves.</summary>
[GenerateSerializer, Immutable]
public sealed record MeetingDeleted : RoomEvent;

/// <summary>The last scheduled time is over while people are inside; what becomes of the meeting waits until they have left.</summary>
[GenerateSerializer, Immutable]
public sealed record ScheduleEnded(EndBehaviour Afterwards) : RoomEvent;

/// <summary>A room that had woken anew has waited long enough for its people: who is not in the list is gone.</summary>
[GenerateSerializer, Immutable]
public sealed record RoomRecovered : RoomEvent;

/// <summary>Told to one page alone, and so without a number.</summary>
[GenerateSerializer, Immutable]
public abstract record OwnEvent : RoomEvent;

/// <summary>News were missed: the room was read again, and what is kept (chat, files) must be, too. Said by one's own session.</summary>
[GenerateSerializer, Immutable]
public sealed record RoomReread : OwnEvent;

/// <summary>The room had forgotten this page, and took it back in. Said by one's own session.</summary>
/// <param name="Outcome">Of coming in again; where it led to no place, the page is outside now.</param>
[GenerateSerializer, Immutable]
public sealed record CameBack(JoinOutcome Outcome) : OwnEvent;

/// <summary>Another page came in with this page's token and has its place now. Said by one's own session.</summary>
[GenerateSerializer, Immutable]
public sealed record TakenOver : OwnEvent;

/// <summary>Told to somebody who waits before the door: they wait no longer.</summary>
[GenerateSerializer, Immutable]
public abstract record WaitingOver(ParticipantId Waiter) : OwnEvent;

/// <summary>Something else stands before the door now: they ask again.</summary>
[GenerateSerializer, Immutable]
public sealed record DoorChanged(ParticipantId Waiter) : WaitingOver(Waiter);

/// <summary>An organizer did not let them in.</summary>
[GenerateSerializer, Immutable]
public sealed record TurnedAway(ParticipantId Waiter) : WaitingOver(Waiter);

/// <summary>An event with the room's running number: who sees a gap reads the state again.</summary>
[GenerateSerializer, Immutable]
public sealed record RoomNews(long Number, RoomEvent Event);

/// <summary>By what somebody was put out.</summary>
public enum PutOut
{
    /// <summary>An organizer's word.</summary>
    Removed,

    /// <summary>Guests are no longer allowed.</summary>
    GuestsOff,

    /// <summary>An organizer ended the meeting for all.</summary>
    Ended,
}
