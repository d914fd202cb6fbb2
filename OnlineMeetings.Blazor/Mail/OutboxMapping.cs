using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OnlineMeetings.Mail;

internal sealed class OutboxMapping : IEntityTypeConfiguration<OutboxMail>
{
    public void Configure(EntityTypeBuilder<OutboxMail> mail)
    {
        mail.ToTable("Outbox");
        mail.Property(m => m.MessageId).HasMaxLength(OutboxMail.MaxMessageIdLength);
        mail.Property(m => m.Recipient).HasMaxLength(OutboxMail.MaxAddressLength);
        mail.Property(m => m.Trouble).HasMaxLength(OutboxMail.MaxTroubleLength);
        mail.HasIndex(m => m.NextTryAt);
        mail.HasIndex(m => m.About);
    }
}
