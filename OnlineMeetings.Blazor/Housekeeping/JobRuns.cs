using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Data;
using OnlineMeetings.Telemetry;
using Quartz;

namespace OnlineMeetings.Housekeeping;

/// <summary>Lets each job run once for each time it is due, whoever starts it: the scheduler, a start of the program, another server.</summary>
internal sealed partial class JobRuns(IDbContextFactory<MeetingsDb> dbs, Figures figures, TimeProvider time, ILogger<JobRuns> log)
{
    public const string PaceKey = "pace";

    public Task OnceAsync(IJobExecutionContext context, Func<CancellationToken, Task> work, CancellationToken ct) =>
        OnceAsync(context.JobDetail.Key.Name, Pace.Of(context.MergedJobDataMap.GetString(PaceKey)), work, ct);

    public async Task OnceAsync(string job, Pace pace, Func<CancellationToken, Task> work, CancellationToken ct)
    {
        if (!await ClaimAsync(job, pace.LastDue(time.GetLocalNow()).UtcDateTime, ct))
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
    }

    /// <summary>Writes down that it runs now; false where it has run since it was due.</summary>
    private Task<bool> ClaimAsync(string job, DateTime due, CancellationToken ct) => dbs.WriteAsync(
        async db =>
        {
            var now = time.GetUtcNow().UtcDateTime;
            if (await db.JobRuns.SingleOrDefaultAsync(r => r.Name == job, ct) is not { } run)
                db.JobRuns.Add(new JobRun { Name = job, LastAt = now });
            else if (run.LastAt >= due)
                return false;
            else
                run.LastAt = now;
            return true;
        },
        ct);

    [LoggerMessage(LogLevel.Error, "The job {Job} failed")]
    private static partial void JobFailed(ILogger log, string job, Exception e);
}
