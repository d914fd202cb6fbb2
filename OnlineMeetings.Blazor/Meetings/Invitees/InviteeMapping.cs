using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OnlineMeetings.Meetings.Invitees;

internal sealed class InviteeMapping : IEntityTypeConfiguration<Invitee>
{
    public void Configure(EntityTypeBuilder<Invitee> invitee)
    {
        invitee.HasKey(i => new { i.PersonId, i.MeetingId });
        invitee.HasOne<Meeting>().WithMany().HasForeignKey(i => i.MeetingId).OnDelete(DeleteBehavior.Cascade);
    }
}
