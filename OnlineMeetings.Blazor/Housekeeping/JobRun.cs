using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OnlineMeetings.Housekeeping;

/// <summary>When a job ran last.</summary>
public sealed class JobRun
{
    public const int MaxNameLength = 100;

    public required string Name { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime LastAt { get; set; }
}

internal sealed class JobRunMapping : IEntityTypeConfiguration<JobRun>
{
    public void Configure(EntityTypeBuilder<JobRun> run)
    {
        run.HasKey(r => r.Name);
        run.Property(r => r.Name).HasMaxLength(JobRun.MaxNameLength);
    }
}
