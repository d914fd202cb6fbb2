using OnlineMeetings.Calendar;
using Quartz;

namespace OnlineMeetings.Housekeeping;

[DisallowConcurrentExecution]
internal sealed class LeftMeetingsGo(JobRuns runs, LeftMeetings left) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await runs.OnceAsync(context, left.SweepAsync, cancellationToken);
}
