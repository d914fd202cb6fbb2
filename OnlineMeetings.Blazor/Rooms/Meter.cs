namespace OnlineMeetings.Rooms;

/// <summary>How much one browser may do at once and in the long run, so that nobody else feels it. Used by one circuit only.</summary>
internal sealed class Meter(TimeProvider time, int burst, int perSecond)
{
    private double _left = burst;
    private long _last = time.GetTimestamp();

    public bool Allows(int amount)
    {
        var now = time.GetTimestamp();
        _left = Math.Min(burst, _left + (time.GetElapsedTime(_last, now).TotalSeconds * perSecond));
        _last = now;
        if (amount > _left)
            return false;
        _left -= amount;
        return true;
    }
}
