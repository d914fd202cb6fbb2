using OnlineMeetings.Mail;
using Quartz;

namespace OnlineMeetings.Housekeeping;

[DisallowConcurrentExecution]
internal sealed class OutboxIsSwept(JobRuns runs, MailRound round) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await runs.OnceAsync(context, round.SweepAsync, cancellationToken);
}
