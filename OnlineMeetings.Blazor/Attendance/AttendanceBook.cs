using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Audit;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Attendance;

/// <summary>One stay, as the list of attendance shows it.</summary>
/// <param name="To">Null while they are inside.</param>
/// <param name="Links">Null for who had no link to anybody, or none for long enough.</param>
public sealed record Attended(PersonId Person, string Name, bool IsGuest, DateTime From, DateTime? To, LinkReview? Links = null);

/// <summary>Who was in a meeting, for its organizers.</summary>
public sealed class AttendanceBook(IDbContextFactory<MeetingsDb> dbs, TimeProvider time)
{
    /// <summary>How many stays are listed at the most; the file has all of them.</summary>
    public const int MostListed = 500;

    /// <summary>The stays that touch a period, the earliest first; null where they are not for this viewer.</summary>
    public async Task<IReadOnlyList<Attended>?> ListAsync(
        Viewer viewer, MeetingId meeting, Period period, CancellationToken ct, int most = MostListed)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.AskAgainAsync(meeting, viewer, ct) is not (_, { MayEdit: true }))
            return null;
        return await In(db, meeting, period).OrderBy(s => s.From).ThenBy(s => s.Id).Take(most)
            .Select(s => new Attended(
                s.PersonId, s.Name, s.IsGuest, s.From, s.To, s.LinkSamples == 0 ? null : new LinkReview(s.LinkSamples, s.LinkPoor, s.LinkLost)))
            .ToListAsync(ct);
    }

    /// <summary>How many people were there in each period; see <see cref="CountingEach"/>. Who stays on is there in both.</summary>
    public async Task<IReadOnlyList<int>> CountEachAsync(MeetingId meeting, IReadOnlyList<Period> periods, CancellationToken ct)
    {
        if (periods.Count == 0)
            return [];
        await using var db = await dbs.CreateDbContextAsync(ct);
        var begins = periods.Begins;
        var stays = await In(db, meeting, periods.Whole).Select(s => new
        {
            s.PersonId,
            First = begins.Count(begin => begin <= s.From),
            Last = s.To == null ? begins.Length : begins.Count(begin => begin < s.To),
        }).Distinct().ToListAsync(ct);
        return [.. periods.Select((_, i) => periods.Count - i)
            .Select(place => stays.Where(s => s.First <= place && place <= s.Last).DistinctBy(s => s.PersonId).Count())];
    }

    /// <summary>
    /// Deletes what is known of a period; a stay that lasted beyond it keeps the rest. Who is inside now stays listed where the
    /// period lasts. False where it is not this viewer's.
    /// </summary>
    public Task<bool> DeleteAsync(Viewer viewer, MeetingId meeting, Period period, CancellationToken ct) => dbs.WriteAsync(async db =>
    {
        if (await db.AskToAsync(AuditKind.AttendanceDeleted, meeting, viewer, may => may.MayEdit, ct) is not (var of, _))
            return false;
        await db.NoteAsync(time, AuditActor.Of(viewer), AuditKind.AttendanceDeleted, AuditSubject.Of(of), ct, period.ToString());
        var isOver = period.To <= time.GetUtcNow().UtcDateTime;
        var stays = In(db, meeting, period).Where(s => isOver || s.To != null);
        var longer = await stays.AsNoTracking().Where(s => s.From < period.From || s.To == null || s.To > period.To).ToListAsync(ct);
        await stays.ExecuteDeleteAsync(ct);
        db.Stays.AddRange(longer.SelectMany(stay => stay.Without(period)));
        return true;
    }, ct);

    private static IQueryable<Stay> In(MeetingsDb db, MeetingId meeting, Period period)
    {
        var stays = db.Stays.Where(s => s.MeetingId == meeting);
        if (period.From is { } from)
            stays = stays.Where(s => s.To == null || s.To > from);
        if (period.To is { } to)
            stays = stays.Where(s => s.From < to);
        return stays;
    }
}
