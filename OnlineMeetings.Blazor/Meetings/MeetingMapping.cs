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
        meeting.HasIndex(m => new { m.OrganizerId, m.LastActivityAt });
        meeting.HasIndex(m => m.LiveSince);
    }
}
