using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Accounts;
using OnlineMeetings.Audit;
using OnlineMeetings.Data;
using OnlineMeetings.Mail;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Meetings.Invitees;

/// <summary>A member who can be invited.</summary>
public sealed record Member(PersonId Person, string Name, string Address);

/// <summary>What a search found.</summary>
/// <param name="TooFast">Nothing was looked for: they asked too often.</param>
public sealed record FoundMembers(IReadOnlyList<Member> Members, bool TooFast = false)
{
    public static readonly FoundMembers None = new([]);
}

/// <summary>
/// Finds members to invite. It is no directory: it answers only who moderates the meeting, a few at a time, and finds people of one's
/// own domain by the beginnings of their names, others by their whole address alone.
/// </summary>
public sealed class MemberSearch(IDbContextFactory<MeetingsDb> dbs, LiveRooms rooms, ILookupNormalizer normalizer, SearchPace pace)
{
    /// <summary>Nothing is looked for with fewer characters.</summary>
    public const int MinLength = 2;

    /// <summary>How many are found at the most.</summary>
    public const int Most = 8;

    private const int MaxWords = 5;

    /// <summary>Members who are neither locked nor inside. Null where it is not for this viewer.</summary>
    public async Task<FoundMembers?> FindAsync(Viewer viewer, MeetingId meeting, string text, CancellationToken ct)
    {
        if (text.Trim() is not { Length: >= MinLength and <= OutboxMail.MaxAddressLength } sought)
            return FoundMembers.None;
        if (!pace.Allows(viewer.Person))
            return FoundMembers.None with { TooFast = true };
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.AskToAsync(AuditKind.MemberInvited, meeting, viewer, may => may.MayModerate, ct) is null)
            return null;
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == viewer.Person.Value, ct) is not { } seeker)
            return null;
        var inside = (await rooms.LookAsync(meeting))?.People.Select(p => p.Person.Value).Distinct().ToList() ?? [];
        var found = await Matching(db.Users.AsNoTracking(), sought, seeker)
            .Where(u => u.Id != seeker.Id && u.LockoutEnd != DateTimeOffset.MaxValue && !inside.Contains(u.Id))
            .OrderBy(u => u.NameFolded).ThenBy(u => u.Id).Take(Most)
            .Select(u => new { u.Id, u.Name, u.Email }).ToListAsync(ct);
        return new FoundMembers(found.ConvertAll(u => new Member(new PersonId(u.Id), u.Name, u.Email ?? "")));
    }

    private IQueryable<Account> Matching(IQueryable<Account> accounts, string sought, Account seeker)
    {
        var address = normalizer.NormalizeEmail(sought);
        var domain = normalizer.NormalizeEmail($"@{seeker.Domain}");
        var coworkers = accounts.Where(u => u.NormalizedEmail!.EndsWith(domain!));
        foreach (var word in sought.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MaxWords))
        {
            var (begins, follows, email) = (Folding.Fold(word), " " + Folding.Fold(word), normalizer.NormalizeEmail(word));
            coworkers = coworkers.Where(u => u.NameFolded.StartsWith(begins) || u.NameFolded.Contains(follows) || u.NormalizedEmail!.StartsWith(email!));
        }
        return accounts.Where(u => u.NormalizedEmail == address || coworkers.Any(coworker => coworker.Id == u.Id));
    }
}
