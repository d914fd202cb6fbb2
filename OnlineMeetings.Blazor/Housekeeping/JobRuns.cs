using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Data;
using OnlineMeetings.Telemetry;
using Quartz;

namespace OnlineMeetings.Housekeeping;

/// <summary>
/// Lets each job run once for each time it is due, whoever starts it: the scheduler, a start of the program, another server. A run whose server
/// died in the middle counts as none.
/// </summary>
/// <param name="isAlone">No other server runs jobs on this database, so that what began before this process did has died.</param>
internal sealed partial class JobRuns(IDbContextFactory<MeetingsDb> dbs, Figures figures, TimeProvider time, ILogger<JobRuns> log, bool isAlone)
{
    public const string PaceKey = "pace";

    private readonly DateTime _startedAt = time.GetUtcNow().UtcDateTime;

    public Task OnceAsync(IJobExecutionContext context, Func<CancellationToken, Task> work, CancellationToken ct) =>
        OnceAsync(context.JobDetail.Key.Name, Pace.Of(context.MergedJobDataMap.GetString(PaceKey)), work, ct, context.Recovering);

    /// <param name="inPlaceOfDead">The scheduler knows that the server which ran it died.</param>
    public async Task OnceAsync(string job, Pace pace, Func<CancellationToken, Task> work, CancellationToken ct, bool inPlaceOfDead = false)
    {
        if (!await ClaimAsync(job, pace.LastDue(time.GetLocalNow()).UtcDateTime, inPlaceOfDead, ct))
            return;
        try
        {
            await work(ct);
            figures.CountJob(job, succeeded: true);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Its next time comes; the others go on.
            JobFailed(log, job, e);
            figures.CountJob(job, succeeded: false);
        }
        await EndAsync(job, ct);
    }

    private Task<DateTime?> EndAsync(string job, CancellationToken ct) => dbs.WriteAsync(
        async db => (await db.JobRuns.SingleAsync(r => r.Name == job, ct)).EndedAt = time.GetUtcNow().UtcDateTime, ct);

    /// <summary>Writes down that it runs now; false where it has run, or runs, since it was due.</summary>
    private Task<bool> ClaimAsync(string job, DateTime due, bool inPlaceOfDead, CancellationToken ct) => dbs.WriteAsync(
        async db =>
        {
            var now = time.GetUtcNow().UtcDateTime;
            if (await db.JobRuns.SingleOrDefaultAsync(r => r.Name == job, ct) is not { } run)
                db.JobRuns.Add(new JobRun { Name = job, LastAt = now });
            else if (run.LastAt >= due && !HasDied(run, inPlaceOfDead))
                return false;
            else
                (run.LastAt, run.EndedAt) = (now, null);
            return true;
        },
        ct);

    private bool HasDied(JobRun run, bool isKnownDead) => run.EndedAt is null && (isKnownDead || (isAlone && run.LastAt < _startedAt));

    [LoggerMessage(LogLevel.Error, "The job {Job} failed")]
    private static partial void JobFailed(ILogger log, string job, Exception e);
}
