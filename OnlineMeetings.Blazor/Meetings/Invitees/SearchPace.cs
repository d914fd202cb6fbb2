using System.Threading.RateLimiting;

namespace OnlineMeetings.Meetings.Invitees;

/// <summary>How fast one person may look for members and invite them: as fast as one types, and no faster in the long run than one reads.</summary>
public sealed class SearchPace : IDisposable
{
    public const int Burst = 20;

    private readonly PartitionedRateLimiter<PersonId> _limiter = PartitionedRateLimiter.Create<PersonId, PersonId>(person =>
        RateLimitPartition.GetTokenBucketLimiter(person, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = Burst,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        }));

    public bool Allows(PersonId person)
    {
        using var lease = _limiter.AttemptAcquire(person);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
