using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OnlineMeetings.Hosting;

namespace OnlineMeetings.Tests.Hosting;

public sealed class CertificateTests
{
    private static readonly HashSet<string> _hosts = ["localhost", "127.0.0.1", "::1", "meet.example.org"];

    [Fact]
    public async Task The_self_made_one_is_served_and_kept_across_restarts()
    {
        await using var app = await TestServer.StartAsync(settings: ("PublicUrl", "https://meet.example.org"));
        using var first = await ServedAsync(app.Address.Port);
        await app.RestartAsync();
        using var second = await ServedAsync(app.Address.Port);
        Assert.Equal(first.Thumbprint, second.Thumbprint);
        Assert.Equal("1.2.840.10045.3.1.7", first.GetECDsaPublicKey()!.ExportParameters(false).Curve.Oid.Value);
        foreach (var host in new[] { "localhost", "meet.example.org", "127.0.0.1", "::1" })
            Assert.True(first.MatchesHostname(host), host);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(app.Get<DataFolder>().Certificate));
    }

    [Theory]
    [InlineData(0, "meet.example.org", true)]
    [InlineData(360, "meet.example.org", true)]
    [InlineData(370, "meet.example.org", false)]
    [InlineData(500, "meet.example.org", false)]
    [InlineData(0, "other.example.org", false)]
    public void It_is_kept_until_it_nears_its_end_or_the_hosts_change(int days, string host, bool kept)
    {
        using var folder = new Folder();
        using var first = SelfMadeCertificate.KeepOrMake(folder.File, _hosts, DateTimeOffset.UtcNow);
        using var later = SelfMadeCertificate.KeepOrMake(folder.File, new HashSet<string>(_hosts.Where(h => h != "meet.example.org")) { host }, DateTimeOffset.UtcNow.AddDays(days));
        Assert.Equal(kept, first.Thumbprint == later.Thumbprint);
    }

    [Fact]
    public void A_damaged_one_is_made_anew()
    {
        using var folder = new Folder();
        File.WriteAllText(folder.File, "damaged");
        using var made = SelfMadeCertificate.KeepOrMake(folder.File, _hosts, DateTimeOffset.UtcNow);
        Assert.True(made.HasPrivateKey);
        Assert.True(made.NotAfter - made.NotBefore <= TimeSpan.FromDays(398));
    }

    [Theory]
    [InlineData("")]
    [InlineData("open sesame")]
    public async Task One_of_ones_own_is_served_from_PEM_and_PFX(string password)
    {
        using var folder = new Folder();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var own = new CertificateRequest("CN=own", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(9));
        var (pem, keyPem, pfx) = (folder.File + ".pem", folder.File + ".key", folder.File);
        await File.WriteAllTextAsync(pem, own.ExportCertificatePem());
        await File.WriteAllTextAsync(keyPem, password.Length == 0
            ? key.ExportPkcs8PrivateKeyPem()
            : key.ExportEncryptedPkcs8PrivateKeyPem(password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));
        await File.WriteAllBytesAsync(pfx, own.Export(X509ContentType.Pkcs12, password));

        foreach (var settings in new (string, string)[][]
        {
            [("Certificate:Path", pem), ("Certificate:KeyPath", keyPem), ("Certificate:Password", password)],
            [("Certificate:Path", pfx), ("Certificate:Password", password)],
        })
        {
            await using var app = await TestServer.StartAsync(settings: settings);
            using var served = await ServedAsync(app.Address.Port);
            Assert.Equal(own.Thumbprint, served.Thumbprint);
        }
    }

    private static async Task<X509Certificate2> ServedAsync(int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await using var tls = new SslStream(client.GetStream(), false, (_, _, _, _) => true);
        await tls.AuthenticateAsClientAsync("localhost");
        return new X509Certificate2(tls.RemoteCertificate!);
    }

    private sealed class Folder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("certificate-");

        public string File => Path.Combine(_folder.FullName, "certificate.pfx");

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
