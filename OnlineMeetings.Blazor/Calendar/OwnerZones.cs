using Microsoft.EntityFrameworkCore;
using NodaTime;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Calendar;

/// <summary>In which zones people live, as their browsers say it: there their whole days begin at midnight.</summary>
public sealed class OwnerZones(IDbContextFactory<MeetingsDb> dbs, TimeProvider time)
{
    private static readonly TimeSpan _day = TimeSpan.FromDays(1);

    /// <summary>UTC where no browser has said it yet.</summary>
    internal static async Task<DateTimeZone> OfAsync(MeetingsDb db, PersonId owner, CancellationToken ct) =>
        await db.Users.Where(u => u.Id == owner.Value).Select(u => u.TimeZone).SingleOrDefaultAsync(ct) is { } name ? RecurrenceSet.ZoneOf(name) ?? DateTimeZone.Utc : DateTimeZone.Utc;

    /// <summary>Somebody's browser says in which zone it is: they are reminded by its clock from now on.</summary>
    /// <param name="zone">What is no IANA name counts for nothing.</param>
    public async Task LearnAsync(PersonId person, string zone, CancellationToken ct)
    {
        if (RecurrenceSet.ZoneOf(zone) is not { } isNow)
            return;
        await using (var db = await dbs.CreateDbContextAsync(ct))
        {
            if (!await db.Users.AnyAsync(u => u.Id == person.Value && u.TimeZone != zone, ct))
                return;
        }
        await dbs.WriteAsync(db => MoveAsync(db, person, isNow, ct), ct);
    }

    private async Task MoveAsync(MeetingsDb db, PersonId person, DateTimeZone isNow, CancellationToken ct)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var was = await OfAsync(db, person, ct);
        await db.Users.Where(u => u.Id == person.Value).ExecuteUpdateAsync(set => set.SetProperty(u => u.TimeZone, isNow.Id), ct);
        // By so much all is earlier now. What was due by the clock of before has been said; what that makes due has not.
        var earlier = isNow.GetUtcOffset(now) - was.GetUtcOffset(now);
        var said = now - Duration.FromTicks(earlier.Ticks);
        var recently = now.ToDateTimeUtc() - _day;
        var local = await db.Appointments
            .Where(a => a.OwnerId == person && a.NextReminderAt != null && a.Occurrences.Any(o => o.IsLocal && o.EndsAt > recently)).ToListAsync(ct);
        foreach (var stored in local)
            stored.RemindAfter(said, stored.Read(), isNow);
    }
}
