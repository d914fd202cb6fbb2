using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Accounts;
using OnlineMeetings.Audit;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Administration;

/// <summary>An account as the administrator sees it.</summary>
/// <param name="Meetings">How many it organizes.</param>
/// <param name="Bytes">Of all files of those meetings.</param>
public sealed record AccountLine(PersonId Id, string Name, string Email, bool IsAdministrator, bool IsLocked, int Meetings, long Bytes);

/// <summary>Some accounts of a list, and how many there are in all.</summary>
public sealed record AccountLines(IReadOnlyList<AccountLine> Lines, int Total);

/// <summary>How accounts are sorted.</summary>
public enum PeopleOrder
{
    Name,

    /// <summary>Who uses the most first.</summary>
    Storage,
}

/// <summary>All accounts, in the hands of an administrator: each method asks whether it is one, in the transaction that acts.</summary>
public sealed class People(IDbContextFactory<MeetingsDb> dbs, ILookupNormalizer normalizer, TimeProvider time)
{
    /// <summary>How many accounts are read at once.</summary>
    public const int PageSize = 50;

    private const int MaxWords = 10;

    /// <param name="search">Words that name or e-mail address hold; empty for all.</param>
    /// <exception cref="NotAdministratorException">Who asks is none.</exception>
    public async Task<AccountLines> ListAsync(ClaimsPrincipal administrator, string search, PeopleOrder order, int skip, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.AskAdministratorAsync(administrator, ct);
        var administrators = db.Administrators();
        var found = Matching(db.Users.AsNoTracking(), search).Select(u => new
        {
            u.Id,
            u.Name,
            u.NameFolded,
            u.Email,
            u.LockoutEnd,
            IsAdministrator = administrators.Contains(u.Id),
            // The database knows both ids as the same type.
            Meetings = db.Meetings.Count(m => (Guid)(object)m.OrganizerId == u.Id),
            Bytes = db.Files.Where(f => db.Meetings.Any(m => m.Id == f.MeetingId && (Guid)(object)m.OrganizerId == u.Id)).Sum(f => f.Bytes),
        });
        var sorted = order == PeopleOrder.Storage
            ? found.OrderByDescending(u => u.Bytes).ThenBy(u => u.NameFolded).ThenBy(u => u.Id)
            : found.OrderBy(u => u.NameFolded).ThenBy(u => u.Id);
        var page = await sorted.Skip(skip).Take(PageSize).ToListAsync(ct);
        return new AccountLines(
            [.. page.Select(u => new AccountLine(
                new PersonId(u.Id), u.Name, u.Email ?? "", u.IsAdministrator, u.LockoutEnd == DateTimeOffset.MaxValue, u.Meetings, u.Bytes))],
            await Matching(db.Users, search).CountAsync(ct));
    }

    /// <summary>Locks somebody out: whatever they do next is refused, and what they have open closes within a minute.</summary>
    /// <exception cref="NotAdministratorException">Who acts is none.</exception>
    /// <exception cref="PeopleRefusedException">There is no such account, or it is one's own.</exception>
    public Task LockAsync(ClaimsPrincipal administrator, PersonId person, CancellationToken ct) => ActAsync(
        administrator,
        person,
        async (db, by, account) =>
        {
            if (by == person)
                throw new PeopleRefusedException(PeopleRefusal.Yourself);
            SetLock(account, DateTimeOffset.MaxValue);
            await db.PasswordLinks.Where(link => link.AccountId == account.Id).ExecuteDeleteAsync(ct);
            await db.NoteAsync(time, AuditActor.Of(by), AuditKind.AccountLocked, AuditSubject.Of(account), ct);
        },
        ct);

    /// <inheritdoc cref="LockAsync"/>
    public Task UnlockAsync(ClaimsPrincipal administrator, PersonId person, CancellationToken ct) => ActAsync(
        administrator,
        person,
        async (db, by, account) =>
        {
            SetLock(account, null);
            await db.NoteAsync(time, AuditActor.Of(by), AuditKind.AccountUnlocked, AuditSubject.Of(account), ct);
        },
        ct);

    /// <summary>Makes somebody an administrator.</summary>
    /// <exception cref="NotAdministratorException">Who acts is none.</exception>
    /// <exception cref="PeopleRefusedException">There is no such account.</exception>
    public Task MakeAdministratorAsync(ClaimsPrincipal administrator, PersonId person, CancellationToken ct) => ActAsync(
        administrator,
        person,
        async (db, by, account) =>
        {
            if (await db.Administrators().ContainsAsync(account.Id, ct))
                return;
            var role = await db.Roles.SingleAsync(r => r.Name == Principal.AdministratorRole, ct);
            db.UserRoles.Add(new IdentityUserRole<Guid> { RoleId = role.Id, UserId = account.Id });
            await db.NoteAsync(time, AuditActor.Of(by), AuditKind.AdministratorMade, AuditSubject.Of(account), ct);
        },
        ct);

    /// <summary>Takes the role back. It acts no more at once; what is open shows it within a minute.</summary>
    /// <exception cref="NotAdministratorException">Who acts is none.</exception>
    /// <exception cref="PeopleRefusedException">There is no such account, or nobody else could administer then.</exception>
    public Task UnmakeAdministratorAsync(ClaimsPrincipal administrator, PersonId person, CancellationToken ct) => ActAsync(
        administrator,
        person,
        async (db, by, account) =>
        {
            if (!await db.OpenAdministrators().AnyAsync(u => u.Id != account.Id, ct))
                throw new PeopleRefusedException(PeopleRefusal.LastAdministrator);
            var roles = db.Roles.Where(r => r.Name == Principal.AdministratorRole).Select(r => r.Id);
            if (await db.UserRoles.Where(link => link.UserId == account.Id && roles.Contains(link.RoleId)).ExecuteDeleteAsync(ct) > 0)
                await db.NoteAsync(time, AuditActor.Of(by), AuditKind.AdministratorUnmade, AuditSubject.Of(account), ct);
        },
        ct);

    private Task ActAsync(
        ClaimsPrincipal administrator, PersonId person, Func<MeetingsDb, PersonId, Account, Task> act, CancellationToken ct) => dbs.WriteAsync(
        async db =>
        {
            var by = await db.AskAdministratorAsync(administrator, ct);
            var account = await db.Users.SingleOrDefaultAsync(u => u.Id == person.Value, ct) ?? throw new PeopleRefusedException(PeopleRefusal.NoAccount);
            await act(db, by, account);
        },
        ct);

    private static void SetLock(Account account, DateTimeOffset? until)
    {
        account.LockoutEnd = until;
        account.AccessFailedCount = 0;
        account.SecurityStamp = AccountStore.NewStamp();
    }

    private IQueryable<Account> Matching(IQueryable<Account> accounts, string search)
    {
        foreach (var word in search.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MaxWords))
        {
            var (folded, email) = (Folding.Fold(word), normalizer.NormalizeEmail(word));
            accounts = accounts.Where(u => u.NameFolded.Contains(folded) || u.NormalizedEmail!.Contains(email!));
        }
        return accounts;
    }
}
