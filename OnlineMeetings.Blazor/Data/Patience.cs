using System.Diagnostics;

namespace OnlineMeetings.Data;

/// <summary>How long one piece of work is tried again, however often the database was back in between.</summary>
internal sealed class Patience
{
    private long _failedAt;

    /// <summary>Asked after each failure.</summary>
    public bool Lasts()
    {
        if (_failedAt == 0)
            _failedAt = Stopwatch.GetTimestamp();
        return Stopwatch.GetElapsedTime(_failedAt) < DatabaseWatch.Patience;
    }
}
