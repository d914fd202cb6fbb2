using OnlineMeetings.Invitations;
using Quartz;

namespace OnlineMeetings.Housekeeping;

[DisallowConcurrentExecution]
internal sealed class AnswersArePickedUp(JobRuns runs, ReplyFolder folder) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await runs.OnceAsync(context, folder.PickUpAsync, cancellationToken);
}
