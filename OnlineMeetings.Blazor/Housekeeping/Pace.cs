namespace OnlineMeetings.Housekeeping;

/// <summary>When a job runs, by the clock of this server's zone.</summary>
/// <param name="Cron">The same for the scheduler.</param>
/// <param name="Every">How long it is from one time to the next.</param>
/// <param name="At">How long after midnight.</param>
internal sealed record Pace(string Cron, TimeSpan Every, TimeSpan At)
{
    public static readonly Pace EachMinute = new("0 * * * * ?", TimeSpan.FromMinutes(1), TimeSpan.Zero);

    public static readonly Pace AtNight = new("0 30 2 * * ?", TimeSpan.FromDays(1), new TimeSpan(2, 30, 0));

    /// <summary>The pace of this cron expression; of each job only that is kept.</summary>
    public static Pace Of(string? cron) => cron == AtNight.Cron ? AtNight : EachMinute;

    /// <summary>The last time at which it was due.</summary>
    /// <param name="now">Local time with its offset.</param>
    public DateTimeOffset LastDue(DateTimeOffset now) => now - TimeSpan.FromTicks((now.DateTime - At).Ticks % Every.Ticks);
}
