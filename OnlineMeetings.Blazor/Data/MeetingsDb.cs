using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Accounts;
using OnlineMeetings.Attendance;
using OnlineMeetings.Audit;
using OnlineMeetings.Calendar;
using OnlineMeetings.Chat;
using OnlineMeetings.Exchange;
using OnlineMeetings.Files;
using OnlineMeetings.Housekeeping;
using OnlineMeetings.Invitations;
using OnlineMeetings.Mail;
using OnlineMeetings.Meetings;
using OnlineMeetings.Meetings.Invitees;

namespace OnlineMeetings.Data;

/// <summary>Everything that is kept. Each database engine has a small subclass with its own migrations.</summary>
public abstract class MeetingsDb(DbContextOptions options) : IdentityDbContext<Account, IdentityRole<Guid>, Guid>(options)
{
    public DbSet<Meeting> Meetings => Set<Meeting>();

    public DbSet<Participation> Participations => Set<Participation>();

    public DbSet<Invitee> Invitees => Set<Invitee>();

    public DbSet<ChatMessage> Messages => Set<ChatMessage>();

    public DbSet<SharedFile> Files => Set<SharedFile>();

    public DbSet<Stay> Stays => Set<Stay>();

    public DbSet<JobRun> JobRuns => Set<JobRun>();

    public DbSet<StoredAppointment> Appointments => Set<StoredAppointment>();

    public DbSet<StoredOccurrence> Occurrences => Set<StoredOccurrence>();

    public DbSet<ReminderNotice> ReminderNotices => Set<ReminderNotice>();

    public DbSet<CalendarFeed> CalendarFeeds => Set<CalendarFeed>();

    public DbSet<PendingAnnouncement> Announcements => Set<PendingAnnouncement>();

    public DbSet<OutboxMail> Outbox => Set<OutboxMail>();

    public DbSet<ServerSettings> Settings => Set<ServerSettings>();

    public DbSet<PasswordLink> PasswordLinks => Set<PasswordLink>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    /// <summary>Waits for this process's turn to write, where the engine wants one writer at a time; the turn ends when what is returned is disposed.</summary>
    internal virtual Task<IDisposable?> WriteTurnAsync(CancellationToken ct) => Task.FromResult<IDisposable?>(null);

    /// <summary>Waits, as the first thing that a transaction does, for others that were overtaken as well; it ends with the transaction.</summary>
    /// <param name="overtaken">How often another writer came first.</param>
    internal virtual Task QueueAsync(int overtaken, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Whether the engine gave a transaction up because another one changed what it had read: done again, it may go well.</summary>
    internal virtual bool WasOvertaken(Exception e) => false;

    /// <summary>
    /// Waits for an engine that is away, where that is why something failed: done again, it may go well. False where it failed for another reason, or
    /// the engine is away for long.
    /// </summary>
    internal virtual Task<bool> IsBackAfterAsync(Exception failure, CancellationToken ct) => Task.FromResult(false);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(MeetingsDb).Assembly);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<MeetingId>().HaveConversion<MeetingIdConverter>();
        configurationBuilder.Properties<PersonId>().HaveConversion<PersonIdConverter>();
        configurationBuilder.Properties<AppointmentId>().HaveConversion<AppointmentIdConverter>();
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
    }
}
