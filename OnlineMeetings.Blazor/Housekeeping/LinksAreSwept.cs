using OnlineMeetings.Accounts;
using Quartz;

namespace OnlineMeetings.Housekeeping;

[DisallowConcurrentExecution]
internal sealed class LinksAreSwept(JobRuns runs, PasswordLinks links) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await runs.OnceAsync(context, links.SweepAsync, cancellationToken);
}
