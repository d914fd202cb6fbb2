using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.OnNetworks;

/// <summary>A real coturn with the configuration that the README recommends, on ports of its own.</summary>
public sealed class Coturn : IAsyncDisposable
{
    private const string Program = "/usr/bin/turnserver";

    private readonly string _folder;
    private readonly Process _process;

    private Coturn(string folder, Process process, IPAddress[] addresses, int port, int tlsPort) =>
        (_folder, _process, Addresses, Port, TlsPort) = (folder, process, addresses, port, tlsPort);

    /// <summary>Where it is asked, and where it relays.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; }

    public int Port { get; }

    public int TlsPort { get; }

    public static string Secret { get; } =
        Readme.Coturn.Single(line => line.StartsWith("static-auth-secret=", StringComparison.Ordinal)).Split('=', 2)[1];

    public static bool IsHere => File.Exists(Program);

    /// <summary>Skips the test where the program is missing.</summary>
    public static void MustBeHere() => Assert.SkipUnless(IsHere, "There is no coturn on this machine; ./test.sh installs it on Debian.");

    /// <param name="addresses">Of this machine.</param>
    /// <param name="certificate">A PEM file with certificate and key, for TLS; null for none.</param>
    public static async Task<Coturn> StartAsync(IPAddress[] addresses, string? certificate = null)
    {
        MustBeHere();
        var folder = Directory.CreateTempSubdirectory("coturn-").FullName;
        var (port, tlsPort) = (FreePort(), FreePort());
        await File.WriteAllLinesAsync(Path.Combine(folder, "turnserver.conf"), Readme.Coturn);
        var process = Process.Start(new ProcessStartInfo(Program, [.. Arguments(folder, addresses, port, tlsPort, certificate)])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var coturn = new Coturn(folder, process, addresses, port, tlsPort);
        await Eventually.IsAsync("coturn listens", () => process.HasExited || addresses.All(address => Listens(address, port)));
        Assert.False(process.HasExited, "coturn did not start.");
        return coturn;
    }

    /// <summary>The settings of a server whose people are relayed by it.</summary>
    /// <param name="transport">Between browser and relay, "udp" or "tcp".</param>
    public IEnumerable<(string Key, string Value)> Settings(string transport) => SettingsFor($"turn:{Addresses[0]}:{Port}?transport={transport}");

    /// <summary>What the program hands out for it, to whom it gives credentials at this time.</summary>
    public IceServers ServersAt(TimeProvider time) => new(new IceOptions { Turn = [$"turn:{Addresses[0]}:{Port}"], TurnSecret = Secret }, time);

    /// <summary>The settings of a server whose people reach it by these addresses, like turn:turn.example.org:3478.</summary>
    public static IEnumerable<(string Key, string Value)> SettingsFor(string turn) => [("Ice:Turn", turn), ("Ice:TurnSecret", Secret)];

    /// <summary>May be called before the test ends, for what happens without it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!Directory.Exists(_folder))
            return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static IEnumerable<string> Arguments(string folder, IPAddress[] addresses, int port, int tlsPort, string? certificate)
    {
        yield return "-c";
        yield return $"{folder}/turnserver.conf";
        yield return $"--db={folder}/turndb";
        yield return $"--pidfile={folder}/turnserver.pid";
        yield return "--log-file=stdout";
        yield return $"--listening-port={port}";
        yield return $"--tls-listening-port={tlsPort}";
        foreach (var address in addresses)
        {
            yield return $"--listening-ip={address}";
            yield return $"--relay-ip={address}";
        }
        if (certificate is not null)
        {
            yield return $"--cert={certificate}";
            yield return $"--pkey={certificate}";
        }
    }

    private static bool Listens(IPAddress address, int port)
    {
        try
        {
            using var client = new TcpClient(address.AddressFamily);
            client.Connect(address, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
