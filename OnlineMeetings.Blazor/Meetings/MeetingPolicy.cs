namespace OnlineMeetings.Meetings;

/// <summary>What still stands between a viewer and the room.</summary>
public enum Entrance
{
    /// <summary>Nothing.</summary>
    Open,

    /// <summary>A name.</summary>
    Name,

    /// <summary>The password, and for somebody unknown a name.</summary>
    Password,

    /// <summary>An account on this server.</summary>
    SignIn,

    /// <summary>An organizer, who is not there yet.</summary>
    Start,

    /// <summary>An organizer, who lets each person in.</summary>
    Knock,

    /// <summary>A lock, until an organizer opens it or the room was empty.</summary>
    Locked,

    /// <summary>An organizer's word: this person was put out.</summary>
    Removed,

    /// <summary>The archive, until an organizer restores the meeting.</summary>
    Archived,
}

/// <summary>What a viewer may do in a meeting right now.</summary>
/// <param name="MayRead">Chat, files and who was there; also without being in the room.</param>
/// <param name="MayShareBesideOthers">Share a screen while others share theirs; one alone may be shared by everybody with a seat.</param>
/// <param name="MayModerate">Mute others, invite, let in, put out, lock, end.</param>
/// <param name="MayEdit">Change the settings, clear the chat, delete files.</param>
/// <param name="MayGiveAway">Delete the meeting, and say who organizes it.</param>
[GenerateSerializer, Immutable]
public sealed record Decision(
    Entrance Entrance, bool MayRead, bool MayUpload, bool MayDeleteFiles, bool MayModerate, bool MayEdit, bool MayGiveAway,
    bool MayShareBesideOthers = false)
{
    public bool MayEnter => Entrance == Entrance.Open;

    /// <summary>Nothing that this person could do at the door leads in.</summary>
    public bool IsShutOut => Entrance is Entrance.SignIn or Entrance.Locked or Entrance.Removed or Entrance.Archived;

    /// <summary>May stand before the door and be let in.</summary>
    public bool MayWait => Entrance is Entrance.Start or Entrance.Knock;
}

/// <summary>The one place that decides who may do what. Pages, endpoints and the room ask it; nobody else compares settings.</summary>
public static class MeetingPolicy
{
    public static Decision Decide(MeetingRules meeting, Viewer viewer)
    {
        var entrance = EntranceOf(meeting, viewer);
        var organizes = Organizes(meeting, viewer);
        return new Decision(
            entrance,
            MayRead: entrance == Entrance.Open || (entrance == Entrance.Archived && (organizes || viewer.TookPart)),
            MayUpload: entrance == Entrance.Open && MayUpload(meeting, viewer),
            MayDeleteFiles: organizes,
            MayModerate: organizes,
            MayEdit: organizes,
            MayGiveAway: Owns(meeting, viewer),
            MayShareBesideOthers: entrance == Entrance.Open && meeting.SeveralScreens);
    }

    private static Entrance EntranceOf(MeetingRules meeting, Viewer viewer)
    {
        if (Organizes(meeting, viewer))
            return meeting.IsArchived && !viewer.Inside ? Entrance.Archived : Entrance.Open;
        return Forbidden(meeting, viewer) ?? Identity(meeting, viewer) ?? (viewer.Inside ? Entrance.Open : Closed(meeting, viewer));
    }

    /// <summary>What holds for everybody at once, also inside.</summary>
    private static Entrance? Forbidden(MeetingRules meeting, Viewer viewer)
    {
        if (viewer.Kind != ViewerKind.Stranger && meeting.Removed.Contains(viewer.Person))
            return Entrance.Removed;
        return viewer.IsGuest && !meeting.GuestsAllowed ? Entrance.SignIn : null;
    }

    private static Entrance? Identity(MeetingRules meeting, Viewer viewer)
    {
        if (meeting.Password is { } version && viewer.PasswordProven != version && !viewer.Inside)
            return Entrance.Password;
        return viewer.Kind == ViewerKind.Stranger ? Entrance.Name : null;
    }

    /// <summary>What keeps out somebody who is known and has given the password.</summary>
    private static Entrance Closed(MeetingRules meeting, Viewer viewer) => meeting switch
    {
        { IsArchived: true } => Entrance.Archived,
        { IsLocked: true } => Entrance.Locked,
        { AttendeesMayStart: false, IsStarted: false } => Entrance.Start,
        { WaitingRoom: true } when !viewer.Admitted => Entrance.Knock,
        _ => Entrance.Open,
    };

    private static bool Owns(MeetingRules meeting, Viewer viewer) =>
        viewer.Kind == ViewerKind.Member && viewer.Person == meeting.Organizer;

    private static bool Organizes(MeetingRules meeting, Viewer viewer) =>
        Owns(meeting, viewer) || (viewer.Kind == ViewerKind.Member && meeting.CoOrganizers.Contains(viewer.Person));

    private static bool MayUpload(MeetingRules meeting, Viewer viewer) => meeting.Uploads switch
    {
        UploadPermission.Anyone => true,
        UploadPermission.SignedIn => viewer.Kind == ViewerKind.Member,
        _ => Organizes(meeting, viewer),
    };
}
