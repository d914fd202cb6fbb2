using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Exchange;

/// <summary>A private address under which other programs read somebody's calendar.</summary>
public sealed class CalendarFeed
{
    /// <summary>Each person has one at the most; a new one takes the place of the last.</summary>
    public required PersonId OwnerId { get; init; }

    /// <summary>The secret itself is in the address alone.</summary>
    public required string SecretHash { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime MadeAt { get; set; }
}

internal sealed class CalendarFeedMapping : IEntityTypeConfiguration<CalendarFeed>
{
    private const int HashLength = 64;

    public void Configure(EntityTypeBuilder<CalendarFeed> feed)
    {
        feed.ToTable("CalendarFeeds");
        feed.HasKey(f => f.OwnerId);
        feed.Property(f => f.SecretHash).HasMaxLength(HashLength);
        feed.HasIndex(f => f.SecretHash).IsUnique();
    }
}
