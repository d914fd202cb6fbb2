using System.Net;
using OnlineMeetings.Tests.OnNetworks;

namespace OnlineMeetings.Tests.Cluster;

/// <summary>A network of its own (a Linux network namespace) for a server, with one cable to this machine that can be cut.</summary>
internal sealed class ServerNetwork : IAsyncDisposable
{
    private static int _opened;

    // What one network leaves behind for a moment, or a run that was killed, is not in the next one's way.
    private readonly int _number = Interlocked.Increment(ref _opened);
    private readonly string _name;

    private ServerNetwork() => _name = $"srv{_number}-{Environment.ProcessId}";

    /// <summary>This machine's end of the cable.</summary>
    public IPAddress Here => AddressOf(1);

    /// <summary>The other end.</summary>
    public IPAddress There => AddressOf(2);

    /// <summary>What starts a program there.</summary>
    public string[] Starter => ["ip", "netns", "exec", _name];

    /// <summary>Skips the test where this machine allows no network namespaces.</summary>
    public static async Task<ServerNetwork> OpenAsync()
    {
        var network = new ServerNetwork();
        try
        {
            await Command.RunAsync("ip", "netns", "add", network._name);
            await Command.RunAsync("ip", "link", "add", network._name, "type", "veth", "peer", "name", "card", "netns", network._name);
            await Command.RunAsync("ip", "address", "add", $"{network.Here}/30", "dev", network._name);
            await Command.RunAsync("ip", "link", "set", network._name, "up");
            await Command.RunAsync("ip", "-n", network._name, "address", "add", $"{network.There}/30", "dev", "card");
            await Command.RunAsync("ip", "-n", network._name, "link", "set", "lo", "up");
            await Command.RunAsync("ip", "-n", network._name, "link", "set", "card", "up");
        }
        catch (CommandFailedException e)
        {
            Assert.Skip($"This machine allows no networks for tests: {e.Message}");
        }
        return network;
    }

    /// <summary>Whatever is sent either way is lost from now on, and nobody is told: it goes to a card that is not there.</summary>
    public async Task CutAsync()
    {
        await Command.RunAsync("ip", "neighbour", "replace", $"{There}", "lladdr", "02:00:00:00:00:01", "dev", _name);
        await Command.RunAsync("ip", "-n", _name, "neighbour", "replace", $"{Here}", "lladdr", "02:00:00:00:00:01", "dev", "card");
    }

    public async Task MendAsync()
    {
        await Command.RunAsync("ip", "neighbour", "delete", $"{There}", "dev", _name);
        await Command.RunAsync("ip", "-n", _name, "neighbour", "delete", $"{Here}", "dev", "card");
    }

    public async ValueTask DisposeAsync() => await Command.RunAsync("ip", "netns", "delete", _name);

    private IPAddress AddressOf(int end) => IPAddress.Parse($"10.213.{Environment.ProcessId % 256}.{(4 * _number) + end}");
}
