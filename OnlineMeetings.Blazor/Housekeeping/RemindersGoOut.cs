using OnlineMeetings.Invitations;
using Quartz;

namespace OnlineMeetings.Housekeeping;

[DisallowConcurrentExecution]
internal sealed class RemindersGoOut(JobRuns runs, ReminderRound round) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await runs.OnceAsync(context, round.GoAsync, cancellationToken);
}
