namespace OnlineMeetings.Accounts;

/// <summary>Where to go after signing in: only ever to a page of this server.</summary>
internal static class LocalUrl
{
    public const string Home = "/meetings";

    /// <summary>The given path if it is one of this server, else the home page.</summary>
    public static string Or(string? url) => IsLocal(url) ? url! : Home;

    // Browsers read a backslash as a slash and leave out control characters, so that //evil.example comes in many shapes. Our own
    // links are escaped: none of them is refused here.
    private static bool IsLocal(string? url) =>
        url is ['/', ..] && url is not ['/', '/' or '\\', ..] && url.All(c => c is > ' ' and < '\x7f' and not '\\');
}
