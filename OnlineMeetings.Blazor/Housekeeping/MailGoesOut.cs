using OnlineMeetings.Invitations;
using OnlineMeetings.Mail;
using Quartz;

namespace OnlineMeetings.Housekeeping;

/// <summary>Each minute, and whenever <see cref="MailBell"/> is rung.</summary>
[DisallowConcurrentExecution]
internal sealed class MailGoesOut(InvitationRound invitations, MailRound round) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await invitations.GoAsync(cancellationToken);
        await round.GoAsync(cancellationToken);
    }
}
