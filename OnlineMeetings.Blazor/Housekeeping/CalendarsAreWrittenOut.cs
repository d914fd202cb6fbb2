using OnlineMeetings.Calendar;
using Quartz;

namespace OnlineMeetings.Housekeeping;

[DisallowConcurrentExecution]
internal sealed class CalendarsAreWrittenOut(JobRuns runs, CalendarBook calendars) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await runs.OnceAsync(context, calendars.WriteOutAsync, cancellationToken);
}
