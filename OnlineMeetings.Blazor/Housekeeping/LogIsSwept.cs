using OnlineMeetings.Audit;
using Quartz;

namespace OnlineMeetings.Housekeeping;

[DisallowConcurrentExecution]
internal sealed class LogIsSwept(JobRuns runs, AuditLog log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await runs.OnceAsync(context, log.SweepAsync, cancellationToken);
}
