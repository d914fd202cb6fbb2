using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OnlineMeetings.Hosting;

/// <summary>Reads the administrator's certificate with the chain that browsers need beside it.</summary>
internal static class CertificateFile
{
    /// <exception cref="CryptographicException">The file holds no certificate with its key, or the password is another one.</exception>
    public static SslStreamCertificateContext Load(CertificateOptions options)
    {
        var all = IsPem(options.Path) ? LoadPem(options) : X509CertificateLoader.LoadPkcs12CollectionFromFile(options.Path, options.Password);
        var own = all.FirstOrDefault(certificate => certificate.HasPrivateKey)
            ?? throw new CryptographicException("there is no private key in it.");
        return SslStreamCertificateContext.Create(own, all, offline: true);
    }

    private static bool IsPem(string path) => File.ReadAllText(path).Contains("-----BEGIN ", StringComparison.Ordinal);

    private static X509Certificate2Collection LoadPem(CertificateOptions options)
    {
        var keyPath = options.KeyPath.Length > 0 ? options.KeyPath : options.Path;
        using var own = options.Password.Length > 0
            ? X509Certificate2.CreateFromEncryptedPemFile(options.Path, options.Password, keyPath)
            : X509Certificate2.CreateFromPemFile(options.Path, keyPath);
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(options.Path);
        // Windows serves no key that lives in memory only; through PKCS #12 it works everywhere.
        all.Insert(0, X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pkcs12), null));
        return all;
    }
}
