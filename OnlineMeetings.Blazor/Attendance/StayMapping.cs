using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OnlineMeetings.Accounts;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Attendance;

internal sealed class StayMapping : IEntityTypeConfiguration<Stay>
{
    public void Configure(EntityTypeBuilder<Stay> stay)
    {
        stay.Property(s => s.Name).HasMaxLength(Account.MaxNameLength);
        stay.HasOne<Meeting>().WithMany().HasForeignKey(s => s.MeetingId).OnDelete(DeleteBehavior.Cascade);
        stay.HasIndex(s => new { s.MeetingId, s.From });
        // Of those who are inside there are few.
        stay.HasIndex(s => s.To).HasFilter("\"To\" IS NULL");
        stay.HasIndex(s => new { s.MeetingId, s.PersonId, s.To });
    }
}
