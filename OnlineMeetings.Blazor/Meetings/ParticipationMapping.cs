using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OnlineMeetings.Accounts;

namespace OnlineMeetings.Meetings;

internal sealed class ParticipationMapping : IEntityTypeConfiguration<Participation>
{
    public void Configure(EntityTypeBuilder<Participation> participation)
    {
        participation.HasKey(p => new { p.PersonId, p.MeetingId });
        participation.Property(p => p.Name).HasMaxLength(Account.MaxNameLength);
        participation.HasOne<Meeting>().WithMany().HasForeignKey(p => p.MeetingId).OnDelete(DeleteBehavior.Cascade);
        participation.HasIndex(p => new { p.MeetingId, p.LastAt });
    }
}
