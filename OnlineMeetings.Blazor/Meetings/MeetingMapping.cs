using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OnlineMeetings.Meetings;

internal sealed class MeetingMapping : IEntityTypeConfiguration<Meeting>
{
    public void Configure(EntityTypeBuilder<Meeting> meeting)
    {
        meeting.Ignore(m => m.Rules);
        meeting.Property(m => m.Code).HasMaxLength(MeetingCode.Length);
        meeting.Property(m => m.Title).HasMaxLength(Meeting.MaxTitleLength);
        meeting.HasIndex(m => m.Code).IsUnique();
        // One for each way to sort an organizer's list.
        meeting.HasIndex(m => new { m.OrganizerId, m.LastActivityAt });
        meeting.HasIndex(m => new { m.OrganizerId, m.TitleFolded });
        meeting.HasIndex(m => new { m.OrganizerId, m.CreatedAt });
        meeting.HasIndex(m => m.LiveSince);
    }
}
