using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Accounts;
using OnlineMeetings.Calendar.Ics;
using OnlineMeetings.Data;
using OnlineMeetings.Hosting;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Exchange;

/// <summary>A calendar as it stands, to be told apart from another state of it.</summary>
/// <param name="ChangedAt">UTC.</param>
public sealed record FeedState(PersonId Owner, string Tag, DateTime ChangedAt);

/// <summary>The private addresses of calendars, and what is read there.</summary>
public sealed class CalendarFeeds(IDbContextFactory<MeetingsDb> dbs, PublicAddress address, TimeProvider time)
{
    private const int SecretBytes = 32;

    /// <summary>Since when there is an address; null where there is none.</summary>
    public async Task<DateTime?> MadeAtAsync(PersonId owner, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.CalendarFeeds.Where(f => f.OwnerId == owner).Select(f => (DateTime?)f.MadeAt).SingleOrDefaultAsync(ct);
    }

    /// <summary>A new address, which is kept nowhere; one of before stops working.</summary>
    public Task<string> MakeAsync(PersonId owner, CancellationToken ct) => dbs.WriteAsync(
        async db =>
        {
            var (secret, now) = (Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes)), time.GetUtcNow().UtcDateTime);
            if (await db.CalendarFeeds.FindAsync([owner], ct) is { } earlier)
                (earlier.SecretHash, earlier.MadeAt) = (HashOf(secret), now);
            else
                db.CalendarFeeds.Add(new CalendarFeed { OwnerId = owner, SecretHash = HashOf(secret), MadeAt = now });
            return address.To($"/calendar/feed/{secret}.ics");
        },
        ct);

    /// <summary>The address stops working.</summary>
    public Task RevokeAsync(PersonId owner, CancellationToken ct) => dbs.WriteAsync(db => RevokeAsync(db, owner, ct), ct);

    /// <summary>The same in a transaction that does more.</summary>
    internal static Task RevokeAsync(MeetingsDb db, PersonId owner, CancellationToken ct) =>
        db.CalendarFeeds.Where(f => f.OwnerId == owner).ExecuteDeleteAsync(ct);

    /// <summary>Whose calendar an address shows, and in which state it is; null where there is no such address (any more).</summary>
    public async Task<FeedState?> FindAsync(string secret, CancellationToken ct)
    {
        var hash = HashOf(secret);
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.CalendarFeeds.AsNoTracking().SingleOrDefaultAsync(f => f.SecretHash == hash, ct) is not { } feed || !await AccountStore.IsOpenAsync(db, feed.OwnerId, ct))
            return null;
        var own = db.Appointments.Where(a => a.OwnerId == feed.OwnerId);
        var count = await own.CountAsync(ct);
        var changed = await own.MaxAsync(a => (DateTime?)a.ChangedAt, ct) ?? feed.MadeAt;
        return new FeedState(feed.OwnerId, string.Create(CultureInfo.InvariantCulture, $"\"{changed.Ticks:x}-{count:x}\""), changed);
    }

    /// <summary>All that is in somebody's calendar, as a calendar file.</summary>
    public async Task<string> WriteAsync(PersonId owner, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var stored = await db.Appointments.AsNoTracking().Where(a => a.OwnerId == owner).OrderBy(a => a.CreatedAt).ToListAsync(ct);
        return IcsWriter.Write(stored.Select(appointment => appointment.Read()));
    }

    // 256 random bits can't be guessed, so the hash needs not be slow.
    private static string HashOf(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
