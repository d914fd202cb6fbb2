using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OnlineMeetings.Accounts;

internal sealed class AccountMapping : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.Ignore(a => a.Person);
        account.Ignore(a => a.Domain);
        account.Property(a => a.Name).HasMaxLength(Account.MaxNameLength);
        account.Property(a => a.TimeZone).HasMaxLength(Account.MaxTimeZoneLength);
        account.HasIndex(a => a.NameFolded);
    }
}
