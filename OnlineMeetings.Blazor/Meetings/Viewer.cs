namespace OnlineMeetings.Meetings;

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
/// <param name="Inside">
/// Is in the room, or holds its token: was let in and has not left. A password, a lock or a waiting room set since then does not
/// concern them.
/// </param>
/// <param name="Admitted">Was let in by an organizer, and is about to come.</param>
/// <param name="TookPart">Has been in this meeting before.</param>
[GenerateSerializer, Immutable]
public sealed record Viewer(
    PersonId Person, string Name, ViewerKind Kind, int? PasswordProven = null, bool Inside = false, bool Admitted = false, bool TookPart = false)
{
    public static readonly Viewer Stranger = new(default, "", ViewerKind.Stranger);

    public bool IsGuest => Kind != ViewerKind.Member;
}
