using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Accounts;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Audit;

/// <summary>Some lines of the log, and how many there are in all.</summary>
public sealed record AuditLines(IReadOnlyList<AuditEntry> Lines, int Total);

/// <summary>The log of who changed or deleted what; features write into it by <see cref="Noting"/>.</summary>
public sealed class AuditLog(IDbContextFactory<MeetingsDb> dbs, TimeProvider time)
{
    /// <summary>How many lines are read at once.</summary>
    public const int PageSize = 50;

    /// <summary>How long a line is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    private const int MaxSearchLength = 200;
    private const int MaxWords = 10;

    /// <summary>A page of the log, newest first.</summary>
    /// <param name="search">Words that are in the names or details, or in the words for what was done; all of them; empty for all lines.</param>
    /// <param name="words">The words for what was done, in the reader's language.</param>
    /// <exception cref="NotAdministratorException">Only administrators read it.</exception>
    public async Task<AuditLines> ListAsync(ClaimsPrincipal administrator, string search, Func<AuditKind, string> words, int skip, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.AskAdministratorAsync(administrator, ct);
        var found = Matching(db.Audit.AsNoTracking(), search, words);
        return new AuditLines(
            await found.OrderByDescending(e => e.Id).Skip(skip).Take(PageSize).ToListAsync(ct),
            await found.CountAsync(ct));
    }

    /// <summary>Deletes what is older than <see cref="Kept"/>.</summary>
    /// <returns>How many lines were deleted.</returns>
    public Task<int> SweepAsync(CancellationToken ct)
    {
        var before = time.GetUtcNow().UtcDateTime - Kept;
        return dbs.WriteAsync(db => db.Audit.Where(e => e.At < before).ExecuteDeleteAsync(ct), ct);
    }

    private static IQueryable<AuditEntry> Matching(IQueryable<AuditEntry> entries, string search, Func<AuditKind, string> words)
    {
        var text = Folding.Fold(search.Length > MaxSearchLength ? search[..MaxSearchLength] : search);
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MaxWords))
        {
            var kinds = Enum.GetValues<AuditKind>().Where(kind => Folding.Fold(words(kind)).Contains(word, StringComparison.Ordinal)).ToArray();
            entries = entries.Where(e => e.Folded.Contains(word) || kinds.Contains(e.Kind));
        }
        return entries;
    }
}
