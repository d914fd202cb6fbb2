namespace OnlineMeetings.Meetings;

/// <summary>That somebody was in a meeting: one for each person and meeting, however often they came.</summary>
public sealed class Participation
{
    public required PersonId PersonId { get; init; }

    public required MeetingId MeetingId { get; init; }

    /// <summary>UTC; when they came for the first time.</summary>
    public required DateTime FirstAt { get; init; }

    /// <summary>UTC; when they came for the last time.</summary>
    public DateTime LastAt { get; private set; }

    /// <summary>As they were called that last time.</summary>
    public string Name { get; private set; } = "";

    public bool IsGuest { get; private set; }

    /// <summary>They took it from their list of meetings. Coming again puts it back.</summary>
    public bool IsUnlisted { get; set; }

    /// <summary>They come in, for the first time or again.</summary>
    public void Come(string name, bool isGuest, DateTime at) => (Name, IsGuest, LastAt, IsUnlisted) = (name, isGuest, at, false);
}
