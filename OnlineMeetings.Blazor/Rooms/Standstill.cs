namespace OnlineMeetings.Rooms;

/// <summary>
/// Notices that this machine stood still: it slept, or its processes were stopped for a while. Whoever was not heard meanwhile may have
/// spoken all the time.
/// </summary>
/// <param name="machine">The machine's own clocks, not the program's. Of the two one may stand still with a machine that sleeps, and the other may be set.</param>
internal sealed class Standstill(TimeProvider machine) : BackgroundService
{
    private static readonly TimeSpan _tick = TimeSpan.FromSeconds(1);

    /// <summary>Longer than a busy machine lets its timers wait, and shorter than a <see cref="Room.Lease"/>.</summary>
    private static readonly TimeSpan _standsStill = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private (long Tick, DateTimeOffset Time) _last = (machine.GetTimestamp(), machine.GetUtcNow());
    private int _times;

    /// <summary>How often it stood still until now. Right also for who asks before anything else has noticed.</summary>
    public int Times
    {
        get
        {
            lock (_lock)
            {
                var (tick, time) = (machine.GetTimestamp(), machine.GetUtcNow());
                if (machine.GetElapsedTime(_last.Tick, tick) > _standsStill || (time - _last.Time).Duration() > _standsStill)
                    _times++;
                _last = (tick, time);
                return _times;
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_tick, machine);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            _ = Times;
    }
}
