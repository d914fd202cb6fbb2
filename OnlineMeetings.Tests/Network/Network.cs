using System.Net;
using System.Net.NetworkInformation;
using Microsoft.Playwright;

namespace OnlineMeetings.Tests.OnNetworks;

/// <summary>A network of its own (a Linux network namespace) with one browser in it. It leads to this machine and no farther.</summary>
public sealed class Network : IAsyncDisposable
{
    private static readonly string[] _arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
        "--use-fake-device-for-media-stream=fps=10", "--use-fake-ui-for-media-stream",
    ];

    /// <summary>Set aside for examples (RFC 5737): coturn takes them for public ones, and nobody has them, except in another test.</summary>
    private static readonly string[] _ranges = ["198.51.100.", "203.0.113."];

    /// <summary>A table of routes that lead nowhere.</summary>
    private const string LostTable = "100";

    private readonly string _name;
    private readonly string _launcher;

    private Network(string name, string launcher, IBrowser browser) => (_name, _launcher, Browser) = (name, launcher, browser);

    public IBrowser Browser { get; }

    /// <param name="number">Tells the networks of one test run apart, 0 to 9.</param>
    /// <exception cref="CommandFailedException">This machine allows no network namespaces.</exception>
    internal static async Task<Network> OpenAsync(IPlaywright playwright, int number)
    {
        var name = $"meet{number}-{Environment.ProcessId}";
        await Command.RunAsync("ip", "netns", "add", name);
        try
        {
            await ConnectAsync(name, gateway: $"198.51.100.{(4 * number) + 1}", inside: $"198.51.100.{(4 * number) + 2}");
            var launcher = await WriteLauncherAsync(name);
            return new Network(name, launcher, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = launcher, Args = _arguments }));
        }
        catch
        {
            await Command.RunAsync("ip", "netns", "delete", name);
            throw;
        }
    }

    /// <exception cref="CommandFailedException">This machine lives in a network with such addresses itself, which would be cut off.</exception>
    internal static void MustNotBeOurs()
    {
        var taken = NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(card => card.GetIPProperties().UnicastAddresses).Select(one => one.Address.ToString())
            .FirstOrDefault(address => _ranges.Any(range => address.StartsWith(range, StringComparison.Ordinal)));
        if (taken is not null)
            throw new CommandFailedException($"it has the address {taken} already.");
    }

    /// <summary>The address by which all networks reach this machine.</summary>
    internal static async Task<IPAddress> PublishAsync(Network one)
    {
        var address = IPAddress.Parse("203.0.113.1");
        await Command.RunAsync("ip", "address", "add", $"{address}/32", "dev", one._name);
        return address;
    }

    /// <summary>
    /// From now on until the answer is disposed, what is sent from here over UDP gets lost, silently, while all that comes here still
    /// does: a way that is open in one direction.
    /// </summary>
    internal async Task<IAsyncDisposable> LoseWhatIsSentAsync()
    {
        await Command.RunAsync("ip", "-n", _name, "rule", "add", "ipproto", "udp", "table", LostTable);
        return new Lost(_name);
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        // The pair of cards goes with it, and so do their addresses.
        await Command.RunAsync("ip", "netns", "delete", _name);
        File.Delete(_launcher);
    }

    private static async Task ConnectAsync(string name, string gateway, string inside)
    {
        await Command.RunAsync("ip", "link", "add", name, "type", "veth", "peer", "name", "card", "netns", name);
        await Command.RunAsync("ip", "address", "add", $"{gateway}/30", "dev", name);
        await Command.RunAsync("ip", "link", "set", name, "up");
        // Nothing that comes from here is passed on, whatever this machine does with other networks.
        await File.WriteAllTextAsync($"/proc/sys/net/ipv4/conf/{name}/forwarding", "0");
        await Command.RunAsync("ip", "-n", name, "address", "add", $"{inside}/30", "dev", "card");
        await Command.RunAsync("ip", "-n", name, "link", "set", "lo", "up");
        await Command.RunAsync("ip", "-n", name, "link", "set", "card", "up");
        await Command.RunAsync("ip", "-n", name, "route", "add", "default", "via", gateway);
        // Behind this address is a card that nobody has.
        const string nobody = "198.51.100.254";
        await Command.RunAsync("ip", "-n", name, "neighbour", "add", nobody, "lladdr", "02:00:00:00:00:01", "dev", "card");
        await Command.RunAsync("ip", "-n", name, "route", "add", "default", "via", nobody, "dev", "card", "onlink", "table", LostTable);
    }

    /// <summary>What the driver starts instead of Chromium; the pipes by which it speaks to it stay open.</summary>
    private static async Task<string> WriteLauncherAsync(string name)
    {
        var launcher = Path.Combine(Path.GetTempPath(), $"{name}.sh");
        await File.WriteAllTextAsync(launcher, $"#!/bin/sh\nexec ip netns exec {name} /usr/bin/chromium \"$@\"\n");
        await Command.RunAsync("chmod", "700", launcher);
        return launcher;
    }

    private sealed class Lost(string name) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Command.RunAsync("ip", "-n", name, "rule", "delete", "ipproto", "udp", "table", LostTable);
    }
}
