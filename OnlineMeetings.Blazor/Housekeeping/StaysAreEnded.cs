using OnlineMeetings.Attendance;
using Quartz;

namespace OnlineMeetings.Housekeeping;

[DisallowConcurrentExecution]
internal sealed class StaysAreEnded(JobRuns runs, ForgottenStays forgotten) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await runs.OnceAsync(context, forgotten.EndAsync, cancellationToken);
}
