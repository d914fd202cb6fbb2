using System.Net;
using System.Threading.RateLimiting;
using OnlineMeetings.Hosting;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Rooms;

/// <summary>
/// How often browsers may send something that is thrown away, so that the server's line is left to those who meet. One check sends
/// three times. An address may do more than a person, since whole offices have one; guests are as many as they like to be.
/// </summary>
public sealed class UploadTrials : IDisposable
{
    /// <summary>Of one person at once.</summary>
    public const int OfPerson = 9;

    /// <summary>From one address at once.</summary>
    public const int FromAddress = 90;

    /// <summary>How long it takes until all of them may be sent again.</summary>
    public static readonly TimeSpan Refill = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<(PersonId Person, string Address)> _limiter = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<(PersonId Person, string Address), PersonId>(one => RateLimitPartition.GetSlidingWindowLimiter(one.Person, _ => Limit(OfPerson))),
        PartitionedRateLimiter.Create<(PersonId Person, string Address), string>(one => RateLimitPartition.GetSlidingWindowLimiter(one.Address, _ => Limit(FromAddress))));

    /// <summary>Whether one more may be sent now; it counts then.</summary>
    public bool Allows(PersonId person, IPAddress? address)
    {
        using var lease = _limiter.AttemptAcquire((person, Network.Of(address)));
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();

    private static SlidingWindowRateLimiterOptions Limit(int permits) => new() { PermitLimit = permits, Window = Refill, SegmentsPerWindow = 6 };
}
