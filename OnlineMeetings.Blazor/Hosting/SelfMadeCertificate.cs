using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OnlineMeetings.Hosting;

/// <summary>The certificate that the server makes for itself, so that the first start is on HTTPS. It is kept in the data folder.</summary>
internal static class SelfMadeCertificate
{
    // Browsers take no certificate that is valid for longer than 398 days.
    private static readonly TimeSpan _lifetime = TimeSpan.FromDays(397);

    /// <summary>How long before its end a new one is made.</summary>
    private static readonly TimeSpan _renewBefore = TimeSpan.FromDays(30);

    /// <summary>The kept one if it is good for these hosts for a while yet, else a new one.</summary>
    public static X509Certificate2 KeepOrMake(string path, IReadOnlySet<string> hosts, DateTimeOffset now)
    {
        if (Read(path) is { } kept)
        {
            if (IsGoodAt(now, kept) && HostsOf(kept).SetEquals(hosts))
                return kept;
            kept.Dispose();
        }
        Keep(path, Make(hosts, now));
        return Read(path) ?? throw new CryptographicException($"The certificate in {path} can't be read back.");
    }

    /// <summary>Whether it lasts for a while yet.</summary>
    public static bool IsGoodAt(DateTimeOffset now, X509Certificate2 certificate) => certificate.NotAfter - _renewBefore > now.LocalDateTime;

    internal static HashSet<string> HostsOf(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        return names is null ? [] : [.. names.EnumerateDnsNames(), .. names.EnumerateIPAddresses().Select(address => address.ToString())];
    }

    private static X509Certificate2? Read(string path)
    {
        try
        {
            return File.Exists(path) ? X509CertificateLoader.LoadPkcs12FromFile(path, null) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static byte[] Make(IReadOnlySet<string> hosts, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Online Meetings", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts)
        {
            if (IPAddress.TryParse(host, out var address))
                names.AddIpAddress(address);
            else
                names.AddDnsName(host);
        }
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        // A day back, for browsers whose clock is late.
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(-1) + _lifetime);
        return made.Export(X509ContentType.Pkcs12);
    }

    // Whole or not at all, and never readable by others, not even for a moment.
    private static void Keep(string path, byte[] pfx)
    {
        var beside = path + ".new";
        File.Delete(beside);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(beside, options))
            file.Write(pfx);
        File.Move(beside, path, overwrite: true);
    }
}
