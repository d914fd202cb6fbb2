using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Calendar;

/// <summary>A reminder that stands in somebody's pages until they dismiss it, or until what it reminds of is over.</summary>
public sealed class ReminderNotice
{
    public required AppointmentId AppointmentId { get; init; }

    /// <summary>Which occurrence; see <see cref="StoredOccurrence.Of"/>.</summary>
    public required DateTime Of { get; init; }

    public required PersonId OwnerId { get; init; }

    /// <summary>UTC; when it was over as it stood when it was reminded of.</summary>
    public required DateTime EndsAt { get; set; }
}

internal sealed class ReminderNoticeMapping : IEntityTypeConfiguration<ReminderNotice>
{
    public void Configure(EntityTypeBuilder<ReminderNotice> notice)
    {
        notice.ToTable("ReminderNotices");
        notice.HasKey(n => new { n.AppointmentId, n.Of });
        notice.Property(n => n.Of).HasConversion<LocalTimeConverter>();
        notice.HasIndex(n => n.OwnerId);
        notice.HasOne<StoredAppointment>().WithMany().HasForeignKey(n => n.AppointmentId).OnDelete(DeleteBehavior.Cascade);
    }
}
