using System.Net;
using System.Security.Cryptography;
using System.Text;
using OnlineMeetings.Hosting;

namespace OnlineMeetings.Accounts;

/// <summary>
/// The first start: until there is an account, everything leads to the page that creates the administrator. Whoever is not
/// surely at this machine must know the code that the start printed.
/// </summary>
public sealed class Setup(AccountStore accounts, PublicAddress address)
{
    public const string Path = "/setup";

    private const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    // A proxy says in one of these for whom it asks; then loopback is only where the proxy is. The last is what is left of
    // the first once a trusted proxy was believed.
    private static readonly string[] _forwarding =
        ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via", "X-Original-For", "X-Original-Host", "X-Original-Proto"];

    private volatile bool _done;

    /// <summary>Eight characters that are told apart easily, 40 random bits.</summary>
    public string Code { get; } = RandomNumberGenerator.GetString(Alphabet, 8);

    /// <summary>Whether there is no account yet. Once there is one, this stays false.</summary>
    public async Task<bool> IsNeededAsync(CancellationToken ct)
    {
        if (!_done && await accounts.AnyAsync(ct))
            _done = true;
        return !_done;
    }

    /// <summary>Whether the code must be given.</summary>
    public static bool AsksForCode(HttpContext http) =>
        http.Connection.RemoteIpAddress is not { } remote
        || !IPAddress.IsLoopback(remote)
        || !IsThisMachine(http.Request.Host.Host)
        || _forwarding.Any(http.Request.Headers.ContainsKey);

    public bool IsCode(string? given) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(Code), Encoding.UTF8.GetBytes((given ?? "").Trim().ToUpperInvariant()));

    /// <summary>Null where somebody was faster.</summary>
    public async Task<Account?> CreateAdministratorAsync(NewAccount wanted, CancellationToken ct)
    {
        var account = await accounts.CreateFirstAsync(wanted, ct);
        _done = true;
        return account;
    }

    /// <summary>Prints where to begin. The code goes to the screen and into no log.</summary>
    public async Task PrintIfNeededAsync(TextWriter screen, CancellationToken ct)
    {
        if (await IsNeededAsync(ct))
            await screen.WriteLineAsync($"There is no account yet. Open {address.To(Path)} to create the administrator. Setup code: {Code}");
    }

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
