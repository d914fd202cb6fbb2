using OnlineMeetings.Housekeeping;
using Quartz;

namespace OnlineMeetings.Mail;

/// <summary>Rung when a mail was put into the outbox: it goes now, not at the job's next minute.</summary>
public sealed class MailBell(ISchedulerFactory schedulers)
{
    public async Task RingAsync(CancellationToken ct)
    {
        var scheduler = await schedulers.GetScheduler(ct);
        await scheduler.TriggerJob(new JobKey(nameof(MailGoesOut)), cancellationToken: ct);
    }
}
