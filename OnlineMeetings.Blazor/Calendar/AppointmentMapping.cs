using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Calendar;

internal sealed class StoredAppointmentMapping : IEntityTypeConfiguration<StoredAppointment>
{
    public void Configure(EntityTypeBuilder<StoredAppointment> appointment)
    {
        appointment.ToTable("Appointments");
        appointment.Property(a => a.Uid).HasMaxLength(StoredAppointment.MaxUidLength);
        appointment.Property(a => a.Version).IsConcurrencyToken();
        appointment.HasIndex(a => new { a.OwnerId, a.Uid }).IsUnique();
        appointment.Property(a => a.Language).HasMaxLength(StoredAppointment.MaxLanguageLength);
        appointment.HasIndex(a => a.WrittenOutTo);
        appointment.HasIndex(a => a.NextReminderAt);
        // The meeting may go by itself; the appointment then has none.
        appointment.HasOne<Meeting>().WithMany().HasForeignKey(a => a.MeetingId).OnDelete(DeleteBehavior.SetNull);
        appointment.HasMany(a => a.Occurrences).WithOne().HasForeignKey(o => o.AppointmentId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class StoredOccurrenceMapping : IEntityTypeConfiguration<StoredOccurrence>
{
    public void Configure(EntityTypeBuilder<StoredOccurrence> occurrence)
    {
        occurrence.ToTable("Occurrences");
        occurrence.Property(o => o.Of).HasConversion<LocalTimeConverter>();
        occurrence.Property(o => o.Subject).HasMaxLength(StoredOccurrence.MaxSubjectLength);
        occurrence.HasIndex(o => new { o.OwnerId, o.IsLong, o.EndsAt });
    }
}
