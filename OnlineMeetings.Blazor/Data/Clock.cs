namespace OnlineMeetings.Data;

/// <summary>
/// The system's clock in whole microseconds: a time is the same before it was stored and after, in each database. Where servers share one
/// database it is the database's clock, so that what one of them dates is right at the others.
/// </summary>
/// <param name="machine">The system's clock, unless a test has one that goes wrong.</param>
internal sealed class Clock(TimeProvider machine) : TimeProvider
{
    private long _ahead;

    public Clock()
        : this(System)
    {
    }

    /// <summary>What the machine itself says.</summary>
    public DateTimeOffset MachineNow => machine.GetUtcNow();

    /// <summary>How far the machine is ahead of the clock that counts; negative where it is behind.</summary>
    public TimeSpan Ahead
    {
        get => new(Interlocked.Read(ref _ahead));
        set => Interlocked.Exchange(ref _ahead, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow()
    {
        var now = MachineNow - Ahead;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
