using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OnlineMeetings.Data;

namespace OnlineMeetings.Hosting;

/// <summary>
/// Ready is who can read the database, is one of the cluster's servers, and is not about to stop. A database that is away for a moment makes nobody
/// unready: rooms go on without it, and a proxy would cut everybody at all servers at once.
/// </summary>
internal sealed class Readiness(IDbContextFactory<MeetingsDb> dbs, ISiloStatusOracle silo, IHostApplicationLifetime life, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan _moment = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _answerWithin = TimeSpan.FromSeconds(2);

    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (life.ApplicationStopping.IsCancellationRequested)
            return HealthCheckResult.Unhealthy("stopping");
        if (silo.CurrentStatus != SiloStatus.Active)
            return HealthCheckResult.Unhealthy("no rooms");
        try
        {
            await ReadAsync(cancellationToken).WaitAsync(_answerWithin, time, cancellationToken);
            _readAt = time.GetUtcNow();
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return time.GetUtcNow() - _readAt < _moment ? HealthCheckResult.Degraded("database away") : HealthCheckResult.Unhealthy("no database", e);
        }
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.Settings.AnyAsync(ct);
    }
}
