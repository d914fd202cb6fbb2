using Microsoft.AspNetCore.Identity;

namespace OnlineMeetings.Accounts;

/// <summary>What came of a password that was given.</summary>
/// <param name="Account">Whose it is; null where it is nobody's.</param>
/// <param name="RetryAfterSeconds">Above zero where it was not looked at, because too many were wrong before.</param>
public sealed record Proof(Account? Account, int RetryAfterSeconds = 0);

/// <summary>
/// The door for those with an account. An e-mail that nobody has, a wrong password and a locked account get the same answer
/// after the same work, so that nobody learns here who has an account.
/// </summary>
public sealed class SignIn(
    AccountStore accounts, PasswordHashing hashing, GuessLimit guesses, SignInManager<Account> cookies, IHttpContextAccessor here)
{
    // A whole office may sign in from one address, and so may somebody who tries one password on all of its people.
    private const int AllowedForAddress = 10 * GuessLimit.Allowed;

    /// <summary>Finds out whose this e-mail and password are.</summary>
    public async Task<Proof> ProveAsync(string email, string password, CancellationToken ct)
    {
        var address = here.HttpContext?.Connection.RemoteIpAddress;
        using var atAll = await guesses.BeginAsync(address, "sign-in", ct, AllowedForAddress);
        if (atAll.RetryAfter is not null)
            return new Proof(null, atAll.RetryAfterSeconds);
        using var atThisOne = await guesses.BeginAsync(address, "sign-in " + email.Trim().ToUpperInvariant(), ct);
        if (atThisOne.RetryAfter is not null)
        {
            atAll.WasRight();
            return new Proof(null, atThisOne.RetryAfterSeconds);
        }

        var account = await accounts.FindAsync(email, ct);
        var hash = account is null || accounts.IsLocked(account) ? null : account.PasswordHash;
        if (!await hashing.VerifyAsync(hash, password, ct))
        {
            await accounts.CountWrongAsync(email, ct);
            return new Proof(null);
        }
        atAll.WasRight();
        atThisOne.WasRight();
        if (account!.AccessFailedCount > 0)
            await accounts.ForgetWrongAsync(account.Person, ct);
        return new Proof(account);
    }

    /// <summary>Gives this browser the cookie of the account.</summary>
    public Task EnterAsync(Account account) => cookies.SignInAsync(account, isPersistent: true);

    public Task LeaveAsync() => cookies.SignOutAsync();
}
