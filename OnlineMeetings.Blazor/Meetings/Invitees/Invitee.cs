namespace OnlineMeetings.Meetings.Invitees;

/// <summary>That a member was invited to a meeting out of its room: one for each member and meeting, however often.</summary>
public sealed class Invitee
{
    public required PersonId PersonId { get; init; }

    public required MeetingId MeetingId { get; init; }

    /// <summary>UTC; when the last mail about it was written.</summary>
    public required DateTime InvitedAt { get; set; }

    /// <summary>They took the meeting from their list. Another invitation puts it back.</summary>
    public bool IsUnlisted { get; set; }
}
