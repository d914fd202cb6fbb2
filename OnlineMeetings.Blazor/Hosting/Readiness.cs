using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OnlineMeetings.Data;

namespace OnlineMeetings.Hosting;

/// <summary>Ready is who can read the database and is not about to stop.</summary>
internal sealed class Readiness(IDbContextFactory<MeetingsDb> dbs, IHostApplicationLifetime life) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (life.ApplicationStopping.IsCancellationRequested)
            return HealthCheckResult.Unhealthy("stopping");
        await using var db = await dbs.CreateDbContextAsync(cancellationToken);
        await db.Settings.AnyAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
