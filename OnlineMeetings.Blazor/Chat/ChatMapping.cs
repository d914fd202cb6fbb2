using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OnlineMeetings.Accounts;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Chat;

internal sealed class ChatMapping : IEntityTypeConfiguration<ChatMessage>
{
    public void Configure(EntityTypeBuilder<ChatMessage> message)
    {
        message.Property(m => m.Text).HasMaxLength(ChatMessage.MaxTextLength);
        message.Property(m => m.AuthorName).HasMaxLength(Account.MaxNameLength);
        message.HasOne<Meeting>().WithMany().HasForeignKey(m => m.MeetingId).OnDelete(DeleteBehavior.Cascade);
        message.HasIndex(m => new { m.MeetingId, m.Id });
        message.HasIndex(m => new { m.MeetingId, m.AuthorId, m.Key }).IsUnique();
    }
}
