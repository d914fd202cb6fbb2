using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace OnlineMeetings.Accounts;

/// <summary>
/// Looks again and again whether the sign-in of a circuit still holds: an account that was locked or deleted, or has a new
/// password, becomes a stranger in all its open pages; one with another name or role has it there, too. The framework's own does the same, but not on the injected clock.
/// </summary>
internal sealed partial class SignInWatch : ServerAuthenticationStateProvider, IDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    private static readonly AuthenticationState _stranger = new(new ClaimsPrincipal(new ClaimsIdentity()));

    private readonly AccountStore _accounts;
    private readonly TimeProvider _time;
    private readonly ILogger<SignInWatch> _log;
    /// <summary>After so many checks that failed in a row, a sign-in is taken for ended: a minute, like for one that was revoked.</summary>
    private const int MostMissed = 3;

    private readonly CancellationTokenSource _gone = new();
    private CancellationTokenSource? _watching;
    private int _missed;

    public SignInWatch(AccountStore accounts, TimeProvider time, ILogger<SignInWatch> log)
    {
        _accounts = accounts;
        _time = time;
        _log = log;
        AuthenticationStateChanged += Restart;
    }

    public void Dispose()
    {
        AuthenticationStateChanged -= Restart;
        _gone.Cancel();
        _gone.Dispose();
    }

    private void Restart(Task<AuthenticationState> state)
    {
        _watching?.Cancel();
        _watching = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        _ = WatchAsync(state, _watching.Token);
    }

    private async Task WatchAsync(Task<AuthenticationState> state, CancellationToken ct)
    {
        try
        {
            var user = (await state).User;
            if (user.Person is null)
                return;
            using var timer = new PeriodicTimer(Interval, _time);
            ClaimsPrincipal? now;
            do
            {
                await timer.WaitForNextTickAsync(ct);
                now = await LookAsync(user, ct);
            }
            while (now == user);
            SetAuthenticationState(Task.FromResult(now is null ? _stranger : new AuthenticationState(now)));
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The circuit is gone, somebody else signed in, or the server is stopping.
        }
    }

    private async Task<ClaimsPrincipal?> LookAsync(ClaimsPrincipal user, CancellationToken ct)
    {
        try
        {
            var now = await _accounts.AsNowAsync(user, ct);
            _missed = 0;
            return now;
        }
        catch (Exception e) when (e is not (OperationCanceledException or ObjectDisposedException))
        {
            // A database that is away for a moment puts nobody out; who can't be asked about for a minute is not believed.
            NotAsked(_log, e);
            return ++_missed < MostMissed ? user : null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "A sign-in could not be checked again")]
    private static partial void NotAsked(ILogger log, Exception e);
}
