using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OnlineMeetings.Tests.OnNetworks;

namespace OnlineMeetings.Tests.Cluster;

/// <summary>A real haproxy with the configuration that the README recommends, before servers of the test.</summary>
internal sealed class Haproxy : IAsyncDisposable
{
    private const string Program = "/usr/sbin/haproxy";

    private readonly string _folder;
    private readonly Process _process;

    private Haproxy(string folder, Process process, Uri address) => (_folder, _process, Address) = (folder, process, address);

    /// <summary>Where people come to.</summary>
    public Uri Address { get; }

    /// <summary>Skips the test where the program is missing.</summary>
    public static void MustBeHere() => Assert.SkipUnless(File.Exists(Program), "There is no haproxy on this machine; ./test.sh installs it on Debian.");

    /// <summary>The names of the servers, as the cookie has them, are "one" and "two".</summary>
    public static async Task<Haproxy> StartAsync(Uri address, Uri one, Uri two)
    {
        MustBeHere();
        var folder = Directory.CreateTempSubdirectory("haproxy-").FullName;
        var (configuration, certificate) = (Path.Combine(folder, "haproxy.cfg"), Path.Combine(folder, "cert.pem"));
        await File.WriteAllTextAsync(certificate, SelfSigned());
        await File.WriteAllLinesAsync(configuration, Readme.Haproxy.Select(line => line
            .Replace("bind :443", $"bind 127.0.0.1:{address.Port}", StringComparison.Ordinal)
            .Replace("/etc/haproxy/meet.example.org.pem", certificate, StringComparison.Ordinal)
            .Replace("10.0.0.11:7443", $"127.0.0.1:{one.Port}", StringComparison.Ordinal)
            .Replace("10.0.0.12:7443", $"127.0.0.1:{two.Port}", StringComparison.Ordinal)));
        var process = Process.Start(new ProcessStartInfo(Program, ["-db", "-q", "-f", configuration]) { UseShellExecute = false })!;
        var proxy = new Haproxy(folder, process, address);
        await Ready.UntilAsync(process, address);
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n";
    }
}
