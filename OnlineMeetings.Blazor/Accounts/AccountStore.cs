using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Audit;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Accounts;

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
                await db.NoteAsync(time, AuditActor.Of(account.Person), AuditKind.AccountMade, AuditSubject.Of(account), ct);
                return account;
            },
            ct);
    }

    /// <summary>Null where somebody has an account with this e-mail already.</summary>
    /// <param name="administrator">Who makes it, where that is not whose account it becomes.</param>
    /// <exception cref="NotAdministratorException">The administrator is none any more.</exception>
    public async Task<Account?> CreateAsync(NewAccount wanted, CancellationToken ct, ClaimsPrincipal? administrator = null)
    {
        var account = await MakeAsync(wanted, ct);
        return await dbs.WriteAsync(
            async db =>
            {
                var by = administrator is null ? account.Person : await db.AskAdministratorAsync(administrator, ct);
                if (await db.Users.AnyAsync(u => u.NormalizedUserName == account.NormalizedUserName, ct))
                    return null;
                db.Users.Add(account);
                await db.NoteAsync(time, AuditActor.Of(by), AuditKind.AccountMade, AuditSubject.Of(account), ct);
                return account;
            },
            ct);
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

    /// <summary>Gives an account another name; what was written under the old one keeps it.</summary>
    public Task RenameAsync(PersonId person, string name, CancellationToken ct) => dbs.WriteAsync(
        async db =>
        {
            if (await db.Users.SingleOrDefaultAsync(u => u.Id == person.Value, ct) is not { } account || account.Name == name.Trim())
                return;
            var before = account.Name;
            account.Name = name.Trim();
            await db.NoteAsync(time, AuditActor.Of(person), AuditKind.AccountRenamed, AuditSubject.Of(account), ct, $"{before} → {account.Name}");
        },
        ct);

    /// <summary>Sets a new password; everybody who signed in with the old one is out within a minute.</summary>
    public async Task SetPasswordAsync(PersonId person, string password, CancellationToken ct)
    {
        var hash = await hashing.HashAsync(password, ct);
        await dbs.WriteAsync(
            async db =>
            {
                if (await db.Users.SingleOrDefaultAsync(u => u.Id == person.Value, ct) is not { } account)
                    return;
                account.PasswordHash = hash;
                account.SecurityStamp = NewStamp();
                await db.PasswordLinks.Where(link => link.AccountId == account.Id).ExecuteDeleteAsync(ct);
                await db.NoteAsync(time, AuditActor.Of(person), AuditKind.PasswordSet, AuditSubject.Of(account), ct);
            },
            ct);
    }

    /// <summary>
    /// What a sign-in says by now: null where it is none any more, because the account was locked or deleted or has a new password;
    /// the same one where nothing changed; else one with the name and role that the account has now.
    /// </summary>
    public async Task<ClaimsPrincipal?> AsNowAsync(ClaimsPrincipal user, CancellationToken ct)
    {
        if (user.Person is not { } person || user.FindFirstValue(Principal.StampClaim) is not { } stamp)
            return null;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var administrators = db.Administrators();
        var now = await db.Users.Where(u => u.Id == person.Value && u.SecurityStamp == stamp)
            .Select(u => new { u.Name, IsAdministrator = administrators.Contains(u.Id) }).SingleOrDefaultAsync(ct);
        return now is null ? null : user.As(now.Name, now.IsAdministrator);
    }

    /// <summary>Whether the account exists and is not locked, inside the transaction of what its owner is about to do.</summary>
    public static Task<bool> IsOpenAsync(MeetingsDb db, PersonId person, CancellationToken ct) =>
        db.Users.AnyAsync(u => u.Id == person.Value && u.LockoutEnd != DateTimeOffset.MaxValue, ct);

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
                var rests = await account.Where(u => u.AccessFailedCount >= WrongBeforeRest && u.LockoutEnd != DateTimeOffset.MaxValue)
                    .ExecuteUpdateAsync(u => u.SetProperty(x => x.LockoutEnd, until).SetProperty(x => x.AccessFailedCount, 0), ct);
                if (rests > 0)
                    await db.NoteAsync(time, AuditActor.Server, AuditKind.SignInRests, AuditSubject.Of(await account.SingleAsync(ct)), ct);
            },
            ct);
    }

    public Task ForgetWrongAsync(PersonId person, CancellationToken ct) => dbs.WriteAsync(
        db => db.Users.Where(u => u.Id == person.Value).ExecuteUpdateAsync(u => u.SetProperty(x => x.AccessFailedCount, 0), ct), ct);

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
    internal static string NewStamp() => RandomNumberGenerator.GetHexString(32);
}
