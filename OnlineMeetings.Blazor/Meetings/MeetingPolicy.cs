namespace OnlineMeetings.Meetings;

/// <summary>The settings of a meeting that decide who may do what.</summary>
/// <param name="Password">The version of the password, null where none is asked for.</param>
[GenerateSerializer, Immutable]
public sealed record MeetingRules(
    MeetingId Meeting,
    PersonId Organizer,
    int? Password,
    bool GuestsAllowed,
    UploadPermission Uploads);

/// <summary>How a viewer is known to this server.</summary>
public enum ViewerKind
{
    /// <summary>Has the link and nothing else.</summary>
    Stranger,

    /// <summary>Has given a name and holds a ticket for this meeting.</summary>
    Guest,

    /// <summary>Is signed in.</summary>
    Member,
}

/// <summary>Somebody who looks at a meeting, with all that was proven about them.</summary>
/// <param name="PasswordProven">The version of the meeting's password that this person has given, null for none.</param>
/// <param name="Inside">Holds the room's token: was let in and has not left. A password set since then is not asked for.</param>
[GenerateSerializer, Immutable]
public sealed record Viewer(PersonId Person, string Name, ViewerKind Kind, int? PasswordProven = null, bool Inside = false)
{
    public static readonly Viewer Stranger = new(default, "", ViewerKind.Stranger);

    public bool IsGuest => Kind != ViewerKind.Member;
}

/// <summary>What still stands between a viewer and the meeting.</summary>
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
}

/// <summary>What a viewer may do in a meeting right now.</summary>
[GenerateSerializer, Immutable]
public sealed record Decision(Entrance Entrance, bool MayUpload, bool MayDeleteFiles, bool MayModerate, bool MayEdit)
{
    public bool MayEnter => Entrance == Entrance.Open;
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
            MayUpload: entrance == Entrance.Open && MayUpload(meeting, viewer),
            MayDeleteFiles: organizes,
            MayModerate: organizes,
            MayEdit: organizes);
    }

    private static Entrance EntranceOf(MeetingRules meeting, Viewer viewer)
    {
        if (Organizes(meeting, viewer))
            return Entrance.Open;
        if (viewer.IsGuest && !meeting.GuestsAllowed)
            return Entrance.SignIn;
        if (meeting.Password is { } version && viewer.PasswordProven != version && !viewer.Inside)
            return Entrance.Password;
        return viewer.Kind == ViewerKind.Stranger ? Entrance.Name : Entrance.Open;
    }

    private static bool Organizes(MeetingRules meeting, Viewer viewer) =>
        viewer.Kind == ViewerKind.Member && viewer.Person == meeting.Organizer;

    private static bool MayUpload(MeetingRules meeting, Viewer viewer) => meeting.Uploads switch
    {
        UploadPermission.Anyone => true,
        UploadPermission.SignedIn => viewer.Kind == ViewerKind.Member,
        _ => Organizes(meeting, viewer),
    };
}
