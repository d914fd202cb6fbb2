namespace OnlineMeetings.Rooms;

/// <summary>
/// Notices that this machine stood still: it slept, or its processes were stopped for a while. Whoever was not heard meanwhile may have
/// spoken all the time.
/// </summary>
/// <param name="machine">The machine's own clock, not the program's: it goes on during a standstill.</param>
internal sealed class Standstill(TimeProvider machine) : BackgroundService
{
    private static readonly TimeSpan _tick = TimeSpan.FromSeconds(1);

    /// <summary>Longer than a busy machine lets its timers wait, and shorter than a <see cref="Room.Lease"/>.</summary>
    private static readonly TimeSpan _standsStill = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private long _lastTick = machine.GetTimestamp();
    private int _times;

    /// <summary>How often it stood still until now. Right also for who asks before anything else has noticed.</summary>
    public int Times
    {
        get
        {
            lock (_lock)
            {
                var now = machine.GetTimestamp();
                if (machine.GetElapsedTime(_lastTick, now) > _standsStill)
                    _times++;
                _lastTick = now;
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
