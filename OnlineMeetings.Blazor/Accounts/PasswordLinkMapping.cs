using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OnlineMeetings.Accounts;

internal sealed class PasswordLinkMapping : IEntityTypeConfiguration<PasswordLink>
{
    public void Configure(EntityTypeBuilder<PasswordLink> link)
    {
        link.HasKey(l => l.AccountId);
        link.Property(l => l.SecretHash).HasMaxLength(PasswordLinks.HashLength);
        link.HasIndex(l => l.SecretHash).IsUnique();
        link.HasOne<Account>().WithOne().HasForeignKey<PasswordLink>(l => l.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
