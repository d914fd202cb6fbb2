namespace OnlineMeetings.Data;

/// <summary>The system's clock in whole microseconds: a time is the same before it was stored and after, in each database.</summary>
internal sealed class Clock : TimeProvider
{
    public override DateTimeOffset GetUtcNow()
    {
        var now = base.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
