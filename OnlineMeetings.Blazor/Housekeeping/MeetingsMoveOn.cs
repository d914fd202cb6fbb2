using OnlineMeetings.Calendar;
using Quartz;

namespace OnlineMeetings.Housekeeping;

[DisallowConcurrentExecution]
internal sealed class MeetingsMoveOn(JobRuns runs, Timekeeper timekeeper) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await runs.OnceAsync(context, timekeeper.MoveOnAsync, cancellationToken);
}
