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

    /// <summary>How often their links were looked at; see <see cref="LinkReview"/>.</summary>
    public int LinkSamples { get; private set; }

    public int LinkPoor { get; private set; }

    /// <summary>Percent, on average.</summary>
    public double LinkLost { get; private set; }

    public void Add(LinkReview links)
    {
        var samples = LinkSamples + links.Samples;
        LinkLost = ((LinkLost * LinkSamples) + (links.Lost * links.Samples)) / samples;
        (LinkSamples, LinkPoor) = (samples, LinkPoor + links.Poor);
    }

    /// <summary>What is left of a stay that lasted beyond a period, on either side, when the period is cut out of it.</summary>
    public IEnumerable<Stay> Without(Period period)
    {
        if (period.From is { } begin && From < begin)
            yield return Part(From, begin);
        if (period.To is { } end && (To is null || To > end))
            yield return Part(end, To);
    }

    private Stay Part(DateTime from, DateTime? to) => new()
    {
        Id = Guid.CreateVersion7(),
        MeetingId = MeetingId,
        PersonId = PersonId,
        Name = Name,
        IsGuest = IsGuest,
        From = from,
        To = to,
        LinkSamples = LinkSamples,
        LinkPoor = LinkPoor,
        LinkLost = LinkLost,
    };
}
