using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OnlineMeetings.Housekeeping;

/// <summary>When a job ran last.</summary>
public sealed class JobRun
{
    public const int MaxNameLength = 100;

    public required string Name { get; init; }

    /// <summary>UTC; when it began.</summary>
    public required DateTime LastAt { get; set; }

    /// <summary>UTC; null while it runs, and for ever where its server died in the middle.</summary>
    public DateTime? EndedAt { get; set; }
}

internal sealed class JobRunMapping : IEntityTypeConfiguration<JobRun>
{
    public void Configure(EntityTypeBuilder<JobRun> run)
    {
        run.HasKey(r => r.Name);
        run.Property(r => r.Name).HasMaxLength(JobRun.MaxNameLength);
    }
}
