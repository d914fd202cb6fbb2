using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OnlineMeetings.Audit;

internal sealed class AuditMapping : IEntityTypeConfiguration<AuditEntry>
{
    private const int MaxWordLength = 32;

    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.Property(e => e.ActorName).HasMaxLength(AuditEntry.MaxNameLength);
        // By name: the set may be sorted anew in a later release.
        entry.Property(e => e.Kind).HasConversion<string>().HasMaxLength(MaxWordLength);
        entry.Property(e => e.SubjectKind).HasConversion<string>().HasMaxLength(MaxWordLength);
        entry.Property(e => e.SubjectName).HasMaxLength(AuditEntry.MaxNameLength);
        entry.Property(e => e.Details).HasMaxLength(AuditEntry.MaxDetailsLength);
        entry.HasIndex(e => e.At);
    }
}
