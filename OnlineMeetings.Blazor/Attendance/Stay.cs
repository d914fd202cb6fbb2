using OnlineMeetings.Meetings;

namespace OnlineMeetings.Attendance;

/// <summary>From when to when somebody was in a meeting, in however many tabs. A short drop does not end it.</summary>
public sealed class Stay
{
    /// <summary>Who is back within this time was never away.</summary>
    public static readonly TimeSpan ShortDrop = TimeSpan.FromMinutes(2);

    public required Guid Id { get; init; }

    public required MeetingId MeetingId { get; init; }

    public required PersonId PersonId { get; init; }

    /// <summary>The name they came in by last.</summary>
    public required string Name { get; set; }

    public required bool IsGuest { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime From { get; init; }

    /// <summary>UTC; null while they are inside.</summary>
    public DateTime? To { get; set; }
}
