using Microsoft.EntityFrameworkCore;

namespace OnlineMeetings.Data;

/// <summary>Keeps <see cref="Clock"/> with the database's, which all servers share, whatever the clock of this machine says.</summary>
internal sealed partial class ClockKeeper(IDbContextFactory<MeetingsDb> dbs, Clock clock, ILogger<ClockKeeper> log) : BackgroundService
{
    private static readonly TimeSpan _lookEvery = TimeSpan.FromMinutes(1);

    /// <summary>Clocks that differ by less are left as they are.</summary>
    private static readonly TimeSpan _goodEnough = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan _worthSaying = TimeSpan.FromSeconds(30);

    /// <summary>Asks the database what time it is.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.Database.OpenConnectionAsync(ct);
        var before = clock.MachineNow.UtcDateTime;
        var there = await db.Database.SqlQuery<DateTime>($"""SELECT clock_timestamp() AS "Value" """).SingleAsync(ct);
        var after = clock.MachineNow.UtcDateTime;
        // When in that time the database looked at its clock, nobody knows.
        var unsure = (after - before) / 2;
        var ahead = before + unsure - there;
        if ((ahead - clock.Ahead).Duration() <= (unsure > _goodEnough ? unsure : _goodEnough))
            return;
        clock.Ahead = ahead.Duration() <= _goodEnough ? TimeSpan.Zero : ahead;
        if (ahead.Duration() > _worthSaying)
            Differs(log, ahead);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_lookEvery);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // The difference of before is right until the database is back.
                NotAsked(log, e);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "This machine's clock is {Ahead} ahead of the database's, which counts. Set it right")]
    private static partial void Differs(ILogger log, TimeSpan ahead);

    [LoggerMessage(LogLevel.Information, "The database could not be asked for the time")]
    private static partial void NotAsked(ILogger log, Exception e);
}
