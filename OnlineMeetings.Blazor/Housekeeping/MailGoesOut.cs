using OnlineMeetings.Mail;
using Quartz;

namespace OnlineMeetings.Housekeeping;

/// <summary>Each minute, and whenever <see cref="MailBell"/> is rung.</summary>
[DisallowConcurrentExecution]
internal sealed class MailGoesOut(MailRound round) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await round.GoAsync(cancellationToken);
}
