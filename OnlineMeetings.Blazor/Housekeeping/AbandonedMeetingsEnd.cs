using OnlineMeetings.Rooms;
using Quartz;

namespace OnlineMeetings.Housekeeping;

[DisallowConcurrentExecution]
internal sealed class AbandonedMeetingsEnd(JobRuns runs, LiveLedger ledger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await runs.OnceAsync(context, ledger.EndAbandonedAsync, cancellationToken);
}
