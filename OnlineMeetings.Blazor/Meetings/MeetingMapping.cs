using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OnlineMeetings.Calendar;
using OnlineMeetings.Data;

namespace OnlineMeetings.Meetings;

internal sealed class MeetingMapping : IEntityTypeConfiguration<Meeting>
{
    public void Configure(EntityTypeBuilder<Meeting> meeting)
    {
        meeting.Ignore(m => m.Rules);
        meeting.Ignore(m => m.Live);
        meeting.Ignore(m => m.Plan);
        meeting.ComplexProperty(m => m.Schedule, schedule =>
        {
            schedule.Property(s => s.Start).HasConversion<LocalTimeConverter>();
            schedule.Property(s => s.End).HasConversion<LocalTimeConverter>();
            schedule.Property(s => s.Zone).HasMaxLength(Schedule.MaxZoneLength);
            schedule.Property(s => s.Rule).HasMaxLength(Schedule.MaxRuleLength);
        });
        meeting.Property(m => m.Code).HasMaxLength(MeetingCode.Length);
        meeting.Property(m => m.Title).HasMaxLength(Meeting.MaxTitleLength);
        meeting.HasIndex(m => m.Code).IsUnique();
        // An organizer's lists, however they are sorted: what others share stands among them, so that no index has their order, and
        // the fewer there are of the same organizer, the faster SQLite reads (`bench lists`).
        meeting.HasIndex(m => new { m.OrganizerId, m.ArchivedAt });
        meeting.HasIndex(m => m.LiveSince);
        meeting.HasMany(m => m.CoOrganizers).WithOne().HasForeignKey(o => o.MeetingId).OnDelete(DeleteBehavior.Cascade);
        meeting.HasMany(m => m.Removals).WithOne().HasForeignKey(r => r.MeetingId).OnDelete(DeleteBehavior.Cascade);
        // Who may do what is never decided without them.
        meeting.Navigation(m => m.CoOrganizers).AutoInclude();
        meeting.Navigation(m => m.Removals).AutoInclude();
        meeting.HasIndex(m => m.NextEndsAt);
        meeting.HasIndex(m => new { m.EndedAt, m.LastEndsAt });
    }
}

internal sealed class CoOrganizerMapping : IEntityTypeConfiguration<CoOrganizer>
{
    public void Configure(EntityTypeBuilder<CoOrganizer> organizer)
    {
        organizer.HasKey(o => new { o.MeetingId, o.PersonId });
        organizer.HasIndex(o => o.PersonId);
    }
}

internal sealed class RemovalMapping : IEntityTypeConfiguration<Removal>
{
    public void Configure(EntityTypeBuilder<Removal> removal) => removal.HasKey(r => new { r.MeetingId, r.PersonId });
}
