using Microsoft.Extensions.Localization;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Rooms;

/// <summary>What is said to somebody who did not get all that they asked for at the door.</summary>
internal static class OutcomeWords
{
    public static string? Of(JoinOutcome outcome, IStringLocalizer t) => Sentence(outcome, t)?.Value;

    private static LocalizedString? Sentence(JoinOutcome outcome, IStringLocalizer t) => outcome switch
    {
        JoinOutcome.NoSeatLeft => t["All {0} seats are taken. You are in the meeting by text.", Room.Seats],
        JoinOutcome.SeatsHeld => t["The server has just come back and keeps the seats for those who had one. You get a free one in half a minute."],
        JoinOutcome.NotAllowed => t["The meeting's rules have changed. Look at what it asks for now."],
        JoinOutcome.TooManyPresences => t["You are in this meeting {0} times already. Close a tab and join again.", Room.MaxPresences],
        JoinOutcome.DoorCrowded => t["Too many people wait before this door. Try again in a few minutes."],
        JoinOutcome.TooFast => t["That was too fast. Wait a moment and join again."],
        JoinOutcome.Gone => t["The meeting was deleted."],
        _ => null,
    };

    /// <summary>Why a screen may not be shared; null where it may.</summary>
    public static string? Of(ShareOutcome outcome, RoomView view, IStringLocalizer t) => outcome switch
    {
        ShareOutcome.Shared => null,
        ShareOutcome.Taken => Taken(view, t),
        ShareOutcome.NoSeat => t["You need a seat to share your screen."],
        _ => t["That was too fast. Wait a moment and share again."],
    };

    /// <summary>Why nobody else can share their screen now.</summary>
    public static string Taken(RoomView view, IStringLocalizer t) => view.Screens.FirstOrDefault() is { } sharing
        ? t["{0} is sharing already. You can share when they have stopped.", sharing.Name]
        : t["Somebody is sharing already. You can share when they have stopped."];

    /// <summary>Why somebody stands at the door again.</summary>
    public static string Of(PutOut why, IStringLocalizer t) => why switch
    {
        PutOut.Removed => t["The organizer has taken you out of the meeting."],
        PutOut.GuestsOff => t["The organizer no longer allows guests in this meeting."],
        _ => t["The organizer has ended the meeting for everybody."],
    };

    /// <summary>The scheduled time is over for those inside.</summary>
    public static string Of(EndBehaviour afterwards, IStringLocalizer t) => afterwards switch
    {
        EndBehaviour.Delete => t["The scheduled time is over. Stay as long as you like: when the last one leaves, the meeting is deleted with its chat and files."],
        EndBehaviour.KeepActive => t["The scheduled time is over. Stay as long as you like."],
        _ => t["The scheduled time is over. Stay as long as you like: when the last one leaves, the meeting goes to the archive."],
    };
}
