using System.Net.Security;
using System.Security.Cryptography;

namespace OnlineMeetings.Hosting;

/// <summary>
/// The certificate that the next connection is served with: the administrator's, read again when its file changes, or the
/// self-made one, renewed before it ends. Neither needs a restart.
/// </summary>
internal sealed partial class ServerCertificate(ServerOptions options, DataFolder folder, TimeProvider time, ILogger<ServerCertificate> log)
{
    private static readonly TimeSpan _lookAgain = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private SslStreamCertificateContext? _current;
    private DateTimeOffset _nextLook;
    private DateTime _readFrom;

    public SslStreamCertificateContext Current
    {
        get
        {
            lock (_lock)
            {
                var now = time.GetUtcNow();
                if (_current is null || now >= _nextLook)
                {
                    _current = Look(now);
                    _nextLook = now + _lookAgain;
                }
                return _current;
            }
        }
    }

    private SslStreamCertificateContext Look(DateTimeOffset now) =>
        options.Certificate.Path.Length > 0 ? LookAtFile() : LookAtSelfMade(now);

    private SslStreamCertificateContext LookAtFile()
    {
        var written = File.GetLastWriteTimeUtc(options.Certificate.Path);
        if (_current is not null && written == _readFrom)
            return _current;
        try
        {
            var read = CertificateFile.Load(options.Certificate);
            _readFrom = written;
            return read;
        }
        catch (Exception e) when (_current is not null && e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Caught in the middle of being replaced: the one in use is good until the next look.
            CertificateNotRead(log, options.Certificate.Path, e.Message);
            return _current!;
        }
    }

    private SslStreamCertificateContext LookAtSelfMade(DateTimeOffset now)
    {
        if (_current is { } current && SelfMadeCertificate.IsGoodAt(now, current.TargetCertificate))
            return current;
        return SslStreamCertificateContext.Create(
            SelfMadeCertificate.KeepOrMake(folder.Certificate, HostsOf(options), now), additionalCertificates: null, offline: true);
    }

    internal static HashSet<string> HostsOf(ServerOptions options)
    {
        IEnumerable<string> names = [Environment.MachineName, options.PublicUrl.IdnHost, .. options.Urls.Select(url => url.Host)];
        return
        [
            "localhost", "127.0.0.1", "::1",
            .. names.Select(name => name.Trim('[', ']').ToLowerInvariant())
                .Where(name => name is not ("0.0.0.0" or "::") && Uri.CheckHostName(name) != UriHostNameType.Unknown),
        ];
    }

    [LoggerMessage(LogLevel.Warning, "The certificate in {Path} can't be read, the one before stays in use: {Why}")]
    private static partial void CertificateNotRead(ILogger log, string path, string why);
}
