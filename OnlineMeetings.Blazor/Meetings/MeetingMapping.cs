using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OnlineMeetings.Meetings;

internal sealed class MeetingMapping : IEntityTypeConfiguration<Meeting>
{
    public void Configure(EntityTypeBuilder<Meeting> meeting)
    {
        meeting.Ignore(m => m.Rules);
        meeting.Ignore(m => m.Live);
        meeting.Property(m => m.Code).HasMaxLength(MeetingCode.Length);
        meeting.Property(m => m.Title).HasMaxLength(Meeting.MaxTitleLength);
        meeting.HasIndex(m => m.Code).IsUnique();
        meeting.HasIndex(m => new { m.OrganizerId, m.LastActivityAt });
        meeting.HasIndex(m => m.LiveSince);
        meeting.HasMany(m => m.CoOrganizers).WithOne().HasForeignKey(o => o.MeetingId).OnDelete(DeleteBehavior.Cascade);
        meeting.HasMany(m => m.Removals).WithOne().HasForeignKey(r => r.MeetingId).OnDelete(DeleteBehavior.Cascade);
        // Who may do what is never decided without them.
        meeting.Navigation(m => m.CoOrganizers).AutoInclude();
        meeting.Navigation(m => m.Removals).AutoInclude();
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
