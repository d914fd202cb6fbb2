using OnlineMeetings.Meetings;

namespace OnlineMeetings.Rooms;

/// <summary>How many people are inside a meeting, since when (UTC) without a break, and whether an organizer was there.</summary>
[GenerateSerializer, Immutable]
public sealed record LiveCount(MeetingId Meeting, int Inside, DateTime? Since, bool IsStarted = false)
{
    public static LiveCount Nobody(MeetingId meeting) => new(meeting, Inside: 0, Since: null);
}

/// <summary>Who is inside the meetings of an organizer, now and from now on.</summary>
public interface ILiveCounts
{
    /// <summary>First what is live now, then every change, until cancelled.</summary>
    IAsyncEnumerable<LiveCount> WatchAsync(PersonId organizer, CancellationToken ct);
}
