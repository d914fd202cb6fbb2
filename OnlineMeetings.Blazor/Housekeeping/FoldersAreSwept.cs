using OnlineMeetings.Files;
using Quartz;

namespace OnlineMeetings.Housekeeping;

[DisallowConcurrentExecution]
internal sealed class FoldersAreSwept(JobRuns runs, FolderSweep sweep) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await runs.OnceAsync(context, sweep.SweepAsync, cancellationToken);
}
