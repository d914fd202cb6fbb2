namespace OnlineMeetings.Meetings;

/// <summary>What somebody chose in the menu of a meeting's card.</summary>
public enum CardAction
{
    /// <summary>The browser has copied it by then, or was not allowed to.</summary>
    CopyLink,

    Duplicate,

    Archive,

    Restore,

    Delete,

    /// <summary>Take it from the list of those one took part in.</summary>
    Unlist,
}
