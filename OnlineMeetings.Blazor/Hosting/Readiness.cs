using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OnlineMeetings.Data;

namespace OnlineMeetings.Hosting;

/// <summary>Ready is who can read the database, is one of the cluster's servers, and is not about to stop.</summary>
internal sealed class Readiness(IDbContextFactory<MeetingsDb> dbs, ISiloStatusOracle silo, IHostApplicationLifetime life) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (life.ApplicationStopping.IsCancellationRequested)
            return HealthCheckResult.Unhealthy("stopping");
        if (silo.CurrentStatus != SiloStatus.Active)
            return HealthCheckResult.Unhealthy("no rooms");
        await using var db = await dbs.CreateDbContextAsync(cancellationToken);
        await db.Settings.AnyAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
