using OnlineMeetings.Meetings;

namespace OnlineMeetings.Chat;

/// <summary>How fast one person may write in one meeting: ten messages at once, then one a second.</summary>
public sealed class ChatPace(TimeProvider time)
{
    public const int Burst = 10;

    public static readonly TimeSpan Refill = TimeSpan.FromSeconds(1);

    private const int SweepFrom = 1024;

    // For each writer the moment at which the whole burst is there again (the "generic cell rate algorithm"). A moment that has
    // passed says the same as none, so the memory holds only who wrote within the last ten seconds.
    private readonly Dictionary<(MeetingId, PersonId), DateTimeOffset> _restedAt = [];
    private readonly Lock _lock = new();
    private int _sweepAt = SweepFrom;

    /// <summary>How many writers are remembered.</summary>
    internal int Remembered
    {
        get
        {
            lock (_lock)
                return _restedAt.Count;
        }
    }

    /// <summary>Takes one message from what this person may write; false where nothing is left.</summary>
    public bool MayWrite(MeetingId meeting, PersonId person)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var rested = _restedAt.GetValueOrDefault((meeting, person));
            var next = (rested > now ? rested : now) + Refill;
            if (next - now > Burst * Refill)
                return false;
            if (_restedAt.Count >= _sweepAt)
                Forget(now);
            _restedAt[(meeting, person)] = next;
            return true;
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (writer, rested) in _restedAt)
        {
            if (rested <= now)
                _restedAt.Remove(writer);
        }
        _sweepAt = Math.Max(SweepFrom, _restedAt.Count * 2);
    }
}
