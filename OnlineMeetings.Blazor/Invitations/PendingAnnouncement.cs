using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OnlineMeetings.Calendar;
using OnlineMeetings.Mail;

namespace OnlineMeetings.Invitations;

/// <summary>
/// An announcement that is stored with what it tells of, and whose mails are still to be written. For hundreds of people that
/// takes seconds, in which nobody else could write.
/// </summary>
public sealed class PendingAnnouncement
{
    private const char Separator = '\n';

    /// <summary>Grows: what was announced first is written first.</summary>
    public long Id { get; init; }

    /// <summary>It may be gone by now.</summary>
    public required AppointmentId AppointmentId { get; init; }

    public required News News { get; init; }

    /// <summary>A calendar file with the appointment as it is announced.</summary>
    public required string Text { get; init; }

    /// <summary>The addresses of those whose mails are not written yet, with line ends between them.</summary>
    public required string Left { get; init; }

    public required string InviterName { get; init; }

    public required string InviterAddress { get; init; }

    /// <summary>What one needs to know to join, with line ends between them.</summary>
    public required string Hints { get; init; }

    /// <summary>Of who announced it.</summary>
    public required string Language { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime AnnouncedAt { get; init; }

    public static string Joined(IEnumerable<string> lines) => string.Join(Separator, lines);

    public static string[] Lines(string joined) => joined.Split(Separator, StringSplitOptions.RemoveEmptyEntries);
}

internal sealed class PendingAnnouncementMapping : IEntityTypeConfiguration<PendingAnnouncement>
{
    public void Configure(EntityTypeBuilder<PendingAnnouncement> announcement)
    {
        announcement.ToTable("Announcements");
        announcement.Property(a => a.InviterAddress).HasMaxLength(OutboxMail.MaxAddressLength);
        announcement.Property(a => a.Language).HasMaxLength(StoredAppointment.MaxLanguageLength);
        announcement.HasIndex(a => a.AppointmentId);
    }
}
