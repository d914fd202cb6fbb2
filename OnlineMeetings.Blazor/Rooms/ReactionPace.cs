using OnlineMeetings.Meetings;

namespace OnlineMeetings.Rooms;

/// <summary>How many reactions a room passes on, so that neither one person nor a crowd drowns the rest. What is more is let go.</summary>
internal sealed class ReactionPace
{
    public static readonly TimeSpan Span = TimeSpan.FromSeconds(5);

    /// <summary>Of one person within <see cref="Span"/>, in all their tabs.</summary>
    public const int OfOne = 5;

    /// <summary>Of everybody within <see cref="Span"/>.</summary>
    public const int OfAll = 50;

    private readonly Queue<(PersonId Who, DateTimeOffset At)> _passed = [];

    public bool Allows(PersonId who, DateTimeOffset now)
    {
        while (_passed.TryPeek(out var oldest) && oldest.At + Span <= now)
            _passed.Dequeue();
        if (_passed.Count >= OfAll || _passed.Count(one => one.Who == who) >= OfOne)
            return false;
        _passed.Enqueue((who, now));
        return true;
    }
}
