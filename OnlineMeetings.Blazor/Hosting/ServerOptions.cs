using System.Net;
using System.Security.Cryptography;

namespace OnlineMeetings.Hosting;

/// <summary>Where the server listens, how others reach it, whom it believes.</summary>
public sealed record ServerOptions
{
    public const string DefaultUrl = "https://localhost:7443";

    /// <summary>The addresses it listens on. Those with http only redirect.</summary>
    public IReadOnlyList<BindingAddress> Urls { get; init; } = [BindingAddress.Parse(DefaultUrl)];

    /// <summary>The root of every link that is shown, mailed or fed.</summary>
    public Uri PublicUrl { get; init; } = new(DefaultUrl);

    /// <summary>Whether <see cref="PublicUrl"/> was set, not guessed from <see cref="Urls"/>.</summary>
    public bool PublicUrlIsSet { get; init; }

    public CertificateOptions Certificate { get; init; } = new();

    /// <summary>The proxies whose X-Forwarded-* headers are believed.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    internal static ServerOptions Read(SettingsReader settings)
    {
        var urls = ReadUrls(settings);
        return new ServerOptions
        {
            Urls = urls,
            PublicUrl = ReadPublicUrl(settings, urls),
            PublicUrlIsSet = settings.Text("PublicUrl").Length > 0,
            Certificate = CertificateOptions.Read(settings),
            TrustedProxies = ReadProxies(settings),
        };
    }

    private static List<BindingAddress> ReadUrls(SettingsReader settings)
    {
        var urls = new List<BindingAddress>();
        foreach (var text in settings.Text("Urls", DefaultUrl).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Parse(text) is { } url)
                urls.Add(url);
            else
                settings.Fault("Urls", $"must be addresses like {DefaultUrl}, parted by semicolons, and holds \"{text}\".");
        }
        return urls;
    }

    private static BindingAddress? Parse(string text)
    {
        try
        {
            var url = BindingAddress.Parse(text);
            return url.Scheme is "http" or "https" && url.PathBase.Length == 0 && url.Port is >= 0 and <= 65535 && url.Host.Length > 0
                ? url
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static Uri ReadPublicUrl(SettingsReader settings, List<BindingAddress> urls)
    {
        const string example = "https://meet.example.org";
        if (settings.Text("PublicUrl") is not { Length: > 0 } text)
        {
            if (urls.Find(url => url.Scheme == "https") is { } first)
                return GuessPublicUrl(first);
            if (urls.Count > 0)
                settings.Fault("PublicUrl", $"is needed, like {example}, because Urls has no https address.");
            return new Uri(DefaultUrl);
        }
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "https", PathAndQuery: "/", Fragment: "", UserInfo: "" })
            return url;
        settings.Fault("PublicUrl", $"must be an https address without a path, like {example}, and is \"{text}\".");
        return new Uri(DefaultUrl);
    }

    private static Uri GuessPublicUrl(BindingAddress url) =>
        Uri.TryCreate($"https://{(url.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : url.Host)}:{url.Port}", UriKind.Absolute, out var guess)
            ? guess
            : new Uri(DefaultUrl);

    private static List<IPNetwork> ReadProxies(SettingsReader settings)
    {
        var proxies = new List<IPNetwork>();
        foreach (var text in settings.List("Proxy:Trusted"))
        {
            if (IPNetwork.TryParse(text, out var network))
                proxies.Add(network);
            else if (IPAddress.TryParse(text, out var address))
                proxies.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else
                settings.Fault("Proxy:Trusted", $"must be addresses or networks like 10.0.0.7 or 10.0.0.0/8, and holds \"{text}\".");
        }
        return proxies;
    }
}

/// <summary>A certificate of one's own; without a path the server makes itself one.</summary>
/// <param name="Path">A PEM file with the certificate and its chain, or a PFX file.</param>
/// <param name="KeyPath">The PEM file of the key, where it is not in <paramref name="Path"/>.</param>
public sealed record CertificateOptions(string Path = "", string KeyPath = "", string Password = "")
{
    internal static CertificateOptions Read(SettingsReader settings)
    {
        var options = new CertificateOptions(
            settings.Text("Certificate:Path"), settings.Text("Certificate:KeyPath"), settings.Text("Certificate:Password"));
        if (options.Path.Length == 0)
        {
            if (options.KeyPath.Length > 0)
                settings.Fault("Certificate:Path", "is needed where Certificate:KeyPath is given.");
            return options;
        }
        if (!File.Exists(options.Path))
            settings.Fault("Certificate:Path", $"names a file that is not there: \"{options.Path}\".");
        else if (options.KeyPath.Length > 0 && !File.Exists(options.KeyPath))
            settings.Fault("Certificate:KeyPath", $"names a file that is not there: \"{options.KeyPath}\".");
        else
            TryToLoad(options, settings);
        return options;
    }

    private static void TryToLoad(CertificateOptions options, SettingsReader settings)
    {
        try
        {
            CertificateFile.Load(options);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            settings.Fault("Certificate:Path", $"names a certificate that can't be used with its key and password: {e.Message}");
        }
    }

    // A record prints all it holds; the password must not come into a log that way.
    public override string ToString() => Path;
}
