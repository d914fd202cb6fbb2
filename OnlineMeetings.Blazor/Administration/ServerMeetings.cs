using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Accounts;
using OnlineMeetings.Audit;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Administration;

/// <summary>All that an administrator sees of a meeting.</summary>
/// <param name="Owner">The organizer's name.</param>
/// <param name="Bytes">Of its files.</param>
public sealed record ServerMeeting(MeetingId Id, string Title, string Owner, long Bytes);

/// <summary>Some meetings of a list, and how many there are in all.</summary>
public sealed record ServerMeetingLines(IReadOnlyList<ServerMeeting> Lines, int Total);

/// <summary>What is stored on the whole server.</summary>
public sealed record Storage(int People, int Meetings, int Files, long Bytes);

/// <summary>
/// Everybody's meetings as an administrator has them before them: from outside. Into a meeting they come by what anybody needs. Each
/// method asks whether it is an administrator, in the transaction that acts.
/// </summary>
public sealed class ServerMeetings(IDbContextFactory<MeetingsDb> dbs, MeetingBook book)
{
    /// <summary>How many meetings are read at once.</summary>
    public const int PageSize = 50;

    private const int MaxWords = 10;

    /// <summary>A page of all meetings, the largest first.</summary>
    /// <param name="search">Words that the title or the organizer's name hold; empty for all.</param>
    /// <exception cref="NotAdministratorException">Who asks is none.</exception>
    public async Task<ServerMeetingLines> ListAsync(ClaimsPrincipal administrator, string search, int skip, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.AskAdministratorAsync(administrator, ct);
        var found =
            from meeting in db.Meetings.AsNoTracking()
            // The database knows both ids as the same type.
            join account in db.Users on (Guid)(object)meeting.OrganizerId equals account.Id into accounts
            from owner in accounts.DefaultIfEmpty()
            select new
            {
                meeting.Id,
                meeting.Title,
                meeting.TitleFolded,
                Owner = owner == null ? "" : owner.Name,
                OwnerFolded = owner == null ? "" : owner.NameFolded,
                Bytes = db.Files.Where(f => f.MeetingId == meeting.Id).Sum(f => f.Bytes),
            };
        foreach (var word in Folding.Fold(search).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MaxWords))
            found = found.Where(m => m.TitleFolded.Contains(word) || m.OwnerFolded.Contains(word));
        var page = await found.OrderByDescending(m => m.Bytes).ThenBy(m => m.TitleFolded).ThenBy(m => m.Id)
            .Skip(skip).Take(PageSize).Select(m => new ServerMeeting(m.Id, m.Title, m.Owner, m.Bytes)).ToListAsync(ct);
        return new ServerMeetingLines(page, await found.CountAsync(ct));
    }

    /// <exception cref="NotAdministratorException">Who asks is none.</exception>
    public async Task<Storage> StorageAsync(ClaimsPrincipal administrator, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.AskAdministratorAsync(administrator, ct);
        return new Storage(
            await db.Users.CountAsync(ct), await db.Meetings.CountAsync(ct), await db.Files.CountAsync(ct), await db.Files.SumAsync(f => f.Bytes, ct));
    }

    /// <summary>Deletes a meeting with its chat and files; who is inside is told and leaves. One that is gone already is gone all the same.</summary>
    /// <exception cref="NotAdministratorException">Who acts is none.</exception>
    public async Task DeleteAsync(ClaimsPrincipal administrator, MeetingId id, CancellationToken ct)
    {
        var deleted = await dbs.WriteAsync(
            async db =>
            {
                var by = await db.AskAdministratorAsync(administrator, ct);
                if (await db.Meetings.SingleOrDefaultAsync(m => m.Id == id, ct) is not { } meeting)
                    return false;
                await book.StrikeOutAsync(db, meeting, AuditActor.Of(by), ct);
                return true;
            },
            ct);
        if (deleted)
            await book.ClearAwayAsync(id);
    }
}
