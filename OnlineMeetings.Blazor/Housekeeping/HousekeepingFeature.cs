using Npgsql;
using OnlineMeetings.Cluster;
using OnlineMeetings.Data;
using OnlineMeetings.Hosting;
using Quartz;

namespace OnlineMeetings.Housekeeping;

/// <summary>What runs by itself, and when.</summary>
internal static class HousekeepingFeature
{
    public static void AddHousekeeping(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CleanUp>();
        // Each start and each turn of the scheduler would be told; what a job does, it tells itself.
        builder.Logging.AddFilter("Quartz", LogLevel.Warning);
        var settings = new SettingsReader(builder.Configuration);
        var (cluster, database) = (ClusterOptions.Read(settings), DatabaseOptions.Read(settings));
        builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<JobRuns>(services, !cluster.IsEnabled));
        builder.AddQuartz(quartz =>
        {
            // Several servers have one timetable, and whichever is alive does what is due.
            if (cluster.IsEnabled)
                quartz.UsePersistentStore(store => store.UsePostgres(NpgsqlFactory.Instance, database.ConnectionString).UseClustering().ProvisionSchema());
            quartz.Run<AbandonedMeetingsEnd>(Pace.EachMinute);
            quartz.Run<AnswersArePickedUp>(Pace.EachMinute);
            quartz.Run<MailGoesOut>(Pace.EachMinute);
            quartz.Run<MeetingsMoveOn>(Pace.EachMinute);
            quartz.Run<RemindersGoOut>(Pace.EachMinute);
            quartz.Run<StaysAreEnded>(Pace.EachMinute);
            quartz.Run<CalendarsAreWrittenOut>(Pace.AtNight);
            quartz.Run<FoldersAreSwept>(Pace.AtNight);
            quartz.Run<LeftMeetingsGo>(Pace.AtNight);
            quartz.Run<LinksAreSwept>(Pace.AtNight);
            quartz.Run<LogIsSwept>(Pace.AtNight);
            quartz.Run<OutboxIsSwept>(Pace.AtNight);
        });
        builder.AddQuartzHostedService(host => host.WaitForJobsToComplete = true);
    }

    // Each also runs once at the start: what fell due while the server was down is done then, the rest skips itself.
    private static void Run<TJob>(this IQuartzBuilder quartz, Pace pace) where TJob : class, IJob
    {
        var key = new JobKey(typeof(TJob).Name);
        quartz.AddJob<TJob>(job => job.WithIdentity(key).RequestRecovery().UsingJobData(JobRuns.PaceKey, pace.Cron));
        quartz.AddTrigger(trigger => trigger.ForJob(key).WithIdentity($"{key.Name} at its time").WithCronSchedule(pace.Cron));
        quartz.AddTrigger(trigger => trigger.ForJob(key).WithIdentity($"{key.Name} at the start").StartNow());
    }
}
