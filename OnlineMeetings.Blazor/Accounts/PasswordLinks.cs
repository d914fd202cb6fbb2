using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Audit;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Accounts;

/// <summary>One-time links for those who forgot their password.</summary>
public sealed class PasswordLinks(IDbContextFactory<MeetingsDb> dbs, PasswordHashing hashing, TimeProvider time)
{
    /// <summary>How long a link can be used.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    internal const int HashLength = 64;

    private const int SecretBytes = 32;

    /// <summary>The secret of a new link, which is kept nowhere; null where there is no such account, or it is locked.</summary>
    /// <exception cref="NotAdministratorException">Only administrators make links.</exception>
    public Task<string?> MakeAsync(ClaimsPrincipal administrator, PersonId person, CancellationToken ct) => dbs.WriteAsync<string?>(
        async db =>
        {
            var by = await db.AskAdministratorAsync(administrator, ct);
            return await db.Users.SingleOrDefaultAsync(u => u.Id == person.Value && u.LockoutEnd != DateTimeOffset.MaxValue, ct) is { } account
                ? await MakeAsync(db, account, AuditActor.Of(by), byMail: false, time, ct)
                : null;
        },
        ct);

    /// <summary>The secret of a new link, in the transaction that hands it on. Those that are over go, and the administrators' one of before.</summary>
    internal static async Task<string> MakeAsync(MeetingsDb db, Account account, AuditActor by, bool byMail, TimeProvider time, CancellationToken ct)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var now = time.GetUtcNow().UtcDateTime;
        await db.PasswordLinks.Where(l => l.AccountId == account.Id && (l.EndsAt <= now || (!byMail && !l.ByMail))).ExecuteDeleteAsync(ct);
        db.PasswordLinks.Add(new PasswordLink { AccountId = account.Id, SecretHash = HashOf(secret), ByMail = byMail, EndsAt = now + Lifetime });
        await db.NoteAsync(time, by, AuditKind.PasswordLinkMade, AuditSubject.Of(account), ct);
        return secret;
    }

    /// <summary>Whose password a link sets; null where the link was used, is over, or never was.</summary>
    public async Task<Account?> FindAsync(string secret, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await Holder(db.Users.AsNoTracking(), db, secret).SingleOrDefaultAsync(ct);
    }

    /// <summary>Sets the password and uses the link up; whoever was signed in before is out within a minute.</summary>
    /// <returns>The account as it is now; null where the link can't be used (any more).</returns>
    public async Task<Account?> UseAsync(string secret, string password, CancellationToken ct)
    {
        var hash = await hashing.HashAsync(password, ct);
        return await dbs.WriteAsync(
            async db =>
            {
                if (await Holder(db.Users, db, secret).SingleOrDefaultAsync(ct) is not { } account)
                    return null;
                account.PasswordHash = hash;
                account.SecurityStamp = AccountStore.NewStamp();
                // What others guessed wrong says nothing about whoever has the link.
                account.AccessFailedCount = 0;
                account.LockoutEnd = null;
                await db.PasswordLinks.Where(link => link.AccountId == account.Id).ExecuteDeleteAsync(ct);
                await db.NoteAsync(time, AuditActor.Of(account.Person), AuditKind.PasswordSet, AuditSubject.Of(account), ct, "one-time link");
                return account;
            },
            ct);
    }

    /// <summary>Deletes links whose day is over.</summary>
    public Task SweepAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return dbs.WriteAsync(db => db.PasswordLinks.Where(link => link.EndsAt <= now).ExecuteDeleteAsync(ct), ct);
    }

    private IQueryable<Account> Holder(IQueryable<Account> accounts, MeetingsDb db, string secret)
    {
        var (hash, now) = (HashOf(secret), time.GetUtcNow().UtcDateTime);
        var held = db.PasswordLinks.Where(link => link.SecretHash == hash && link.EndsAt > now).Select(link => link.AccountId);
        return accounts.Where(u => held.Contains(u.Id) && u.LockoutEnd != DateTimeOffset.MaxValue);
    }

    // 256 random bits can't be guessed, so the hash needs not be slow.
    private static string HashOf(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
