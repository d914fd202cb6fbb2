using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Accounts;

/// <summary>An account as the administrator sees it.</summary>
public sealed record AccountLine(PersonId Id, string Name, string Email, bool IsAdministrator, bool IsLocked);

/// <summary>What is needed for a new account. The password is a first one, which its owner may change.</summary>
public sealed record NewAccount(string Name, string Email, string Password);

/// <summary>Keeps the accounts.</summary>
public sealed class AccountStore(
    IDbContextFactory<MeetingsDb> dbs, PasswordHashing hashing, ILookupNormalizer normalizer, TimeProvider time)
{
    /// <summary>
    /// After so many wrong passwords in a row, from wherever they came, an account takes none for <see cref="Rest"/>. More than
    /// one address is allowed to try, so that nobody alone can keep somebody else out.
    /// </summary>
    public const int WrongBeforeRest = 2 * GuessLimit.Allowed;

    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(10);

    public async Task<bool> AnyAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.Users.AnyAsync(ct);
    }

    /// <summary>Creates the administrator with whom everything begins; null where somebody was faster.</summary>
    public async Task<Account?> CreateFirstAsync(NewAccount wanted, CancellationToken ct)
    {
        var account = await MakeAsync(wanted, ct);
        return await dbs.WriteAsync(
            async db =>
            {
                if (await db.Users.AnyAsync(ct))
                    return null;
                var role = new IdentityRole<Guid>(Principal.AdministratorRole)
                {
                    Id = Guid.CreateVersion7(),
                    NormalizedName = normalizer.NormalizeName(Principal.AdministratorRole),
                };
                db.Roles.Add(role);
                db.Users.Add(account);
                db.UserRoles.Add(new IdentityUserRole<Guid> { RoleId = role.Id, UserId = account.Id });
                return account;
            },
            ct);
    }

    /// <summary>Null where somebody has an account with this e-mail already.</summary>
    public async Task<Account?> CreateAsync(NewAccount wanted, CancellationToken ct)
    {
        var account = await MakeAsync(wanted, ct);
        return await dbs.WriteAsync(
            async db =>
            {
                if (await db.Users.AnyAsync(u => u.NormalizedUserName == account.NormalizedUserName, ct))
                    return null;
                db.Users.Add(account);
                return account;
            },
            ct);
    }

    /// <summary>All accounts by name.</summary>
    public async Task<IReadOnlyList<AccountLine>> ListAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var administrators = Administrators(db);
        var accounts = await db.Users.AsNoTracking()
            .Select(u => new { u.Id, u.Name, u.Email, u.LockoutEnd, IsAdministrator = administrators.Contains(u.Id) })
            .ToListAsync(ct);
        return
        [
            .. accounts.OrderBy(u => u.Name, StringComparer.CurrentCultureIgnoreCase)
                .Select(u => new AccountLine(new PersonId(u.Id), u.Name, u.Email ?? "", u.IsAdministrator, u.LockoutEnd == DateTimeOffset.MaxValue)),
        ];
    }

    public async Task<Account?> FindAsync(string email, CancellationToken ct)
    {
        var name = normalizer.NormalizeName(email.Trim());
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.NormalizedUserName == name, ct);
    }

    public async Task<Account?> FindAsync(PersonId person, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == person.Value, ct);
    }

    /// <summary>Locks somebody out: whatever they do next is refused, and what they have open closes within a minute.</summary>
    public Task LockAsync(PersonId person, CancellationToken ct) => SetLockAsync(person, DateTimeOffset.MaxValue, ct);

    public Task UnlockAsync(PersonId person, CancellationToken ct) => SetLockAsync(person, null, ct);

    /// <summary>Sets a new password; everybody who signed in with the old one is out within a minute.</summary>
    public async Task SetPasswordAsync(PersonId person, string password, CancellationToken ct)
    {
        var hash = await hashing.HashAsync(password, ct);
        await dbs.WriteAsync(
            db => db.Users.Where(u => u.Id == person.Value).ExecuteUpdateAsync(
                u => u.SetProperty(x => x.PasswordHash, hash).SetProperty(x => x.SecurityStamp, NewStamp()), ct),
            ct);
    }

    /// <summary>Whether a sign-in is still one: the account exists, was not locked and has the same password.</summary>
    public async Task<bool> HoldsAsync(ClaimsPrincipal user, CancellationToken ct)
    {
        if (user.Person is not { } person || user.FindFirstValue(Principal.StampClaim) is not { } stamp)
            return false;
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.Users.AnyAsync(u => u.Id == person.Value && u.SecurityStamp == stamp, ct);
    }

    /// <summary>Whether the account exists and is not locked, inside the transaction of what its owner is about to do.</summary>
    public static Task<bool> IsOpenAsync(MeetingsDb db, PersonId person, CancellationToken ct) =>
        db.Users.AnyAsync(u => u.Id == person.Value && u.LockoutEnd != DateTimeOffset.MaxValue, ct);

    /// <summary>Whether this person may administer the server now; a page that was open for a while may not know better.</summary>
    public async Task<bool> MayAdministerAsync(ClaimsPrincipal user, CancellationToken ct) => user.IsAdministrator && await HoldsAsync(user, ct);

    public bool IsLocked(Account account) => account.LockoutEnd > time.GetUtcNow();

    /// <summary>Counts a wrong password. For an e-mail that nobody has, it costs the same and changes nothing.</summary>
    public async Task CountWrongAsync(string email, CancellationToken ct)
    {
        var name = normalizer.NormalizeName(email.Trim());
        DateTimeOffset? until = time.GetUtcNow() + Rest;
        await dbs.WriteAsync(
            async db =>
            {
                var account = db.Users.Where(u => u.NormalizedUserName == name);
                await account.ExecuteUpdateAsync(u => u.SetProperty(x => x.AccessFailedCount, x => x.AccessFailedCount + 1), ct);
                await account.Where(u => u.AccessFailedCount >= WrongBeforeRest && u.LockoutEnd != DateTimeOffset.MaxValue)
                    .ExecuteUpdateAsync(u => u.SetProperty(x => x.LockoutEnd, until).SetProperty(x => x.AccessFailedCount, 0), ct);
            },
            ct);
    }

    public Task ForgetWrongAsync(PersonId person, CancellationToken ct) => dbs.WriteAsync(
        db => db.Users.Where(u => u.Id == person.Value).ExecuteUpdateAsync(u => u.SetProperty(x => x.AccessFailedCount, 0), ct), ct);

    private static IQueryable<Guid> Administrators(MeetingsDb db) =>
        from link in db.UserRoles
        join role in db.Roles on link.RoleId equals role.Id
        where role.Name == Principal.AdministratorRole
        select link.UserId;

    private Task<int> SetLockAsync(PersonId person, DateTimeOffset? until, CancellationToken ct) => dbs.WriteAsync(
        db => db.Users.Where(u => u.Id == person.Value).ExecuteUpdateAsync(
            u => u.SetProperty(x => x.LockoutEnd, until)
                .SetProperty(x => x.AccessFailedCount, 0)
                .SetProperty(x => x.SecurityStamp, NewStamp()),
            ct),
        ct);

    private async Task<Account> MakeAsync(NewAccount wanted, CancellationToken ct)
    {
        var email = wanted.Email.Trim();
        return new Account
        {
            Id = Guid.CreateVersion7(),
            Name = wanted.Name.Trim(),
            UserName = email,
            NormalizedUserName = normalizer.NormalizeName(email),
            Email = email,
            NormalizedEmail = normalizer.NormalizeEmail(email),
            PasswordHash = await hashing.HashAsync(wanted.Password, ct),
            SecurityStamp = NewStamp(),
            LockoutEnabled = true,
            CreatedAt = time.GetUtcNow().UtcDateTime,
        };
    }

    // What a sign-in must still match: a new one ends all that were made with the old one.
    private static string NewStamp() => RandomNumberGenerator.GetHexString(32);
}
