using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Threading.Channels;

namespace OnlineMeetings.Tests.OnNetworks;

/// <summary>
/// A way to a server over UDP, on which what browsers send is late and partly lost, as by `tc netem` on their cards; kernels without
/// that are common. What the server sends comes at once.
/// </summary>
internal sealed class LossyWay : IAsyncDisposable
{
    private readonly UdpClient _entry;
    private readonly IPEndPoint _server;
    private readonly int _lossPercent;
    private readonly TimeSpan _delay;
    private readonly ConcurrentDictionary<IPEndPoint, UdpClient> _exits = [];
    private readonly Channel<Datagram> _underWay = Channel.CreateUnbounded<Datagram>();
    private readonly ConcurrentBag<Task> _loops = [];
    private readonly CancellationTokenSource _gone = new();

    private LossyWay(IPEndPoint server, int lossPercent, TimeSpan delay)
    {
        (_server, _lossPercent, _delay) = (server, lossPercent, delay);
        _entry = new UdpClient(new IPEndPoint(server.Address, 0));
        _loops.Add(LoopAsync(TakeAsync));
        _loops.Add(LoopAsync(DeliverAsync));
    }

    /// <summary>Where browsers send to, instead of to the server.</summary>
    public IPEndPoint Entry => (IPEndPoint)_entry.Client.LocalEndPoint!;

    public static LossyWay To(IPEndPoint server, int lossPercent, TimeSpan delay) => new(server, lossPercent, delay);

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        await Task.WhenAll(_loops);
        _entry.Dispose();
        foreach (var exit in _exits.Values)
            exit.Dispose();
        _gone.Dispose();
    }

    private async Task TakeAsync()
    {
        var taken = await _entry.ReceiveAsync(_gone.Token);
        if (RandomNumberGenerator.GetInt32(100) >= _lossPercent)
            _underWay.Writer.TryWrite(new Datagram(Environment.TickCount64 + (long)_delay.TotalMilliseconds, taken.RemoteEndPoint, taken.Buffer));
    }

    /// <summary>In the order in which they came: this way is long, not crooked.</summary>
    private async Task DeliverAsync()
    {
        var datagram = await _underWay.Reader.ReadAsync(_gone.Token);
        if (datagram.Due - Environment.TickCount64 is > 0 and var early)
            await Task.Delay(TimeSpan.FromMilliseconds(early), _gone.Token);
        await _exits.GetOrAdd(datagram.From, Open).SendAsync(datagram.Bytes, _gone.Token);
    }

    private UdpClient Open(IPEndPoint browser)
    {
        var exit = new UdpClient();
        exit.Connect(_server);
        _loops.Add(LoopAsync(async () => await _entry.SendAsync((await exit.ReceiveAsync(_gone.Token)).Buffer, browser, _gone.Token)));
        return exit;
    }

    private async Task LoopAsync(Func<Task> step)
    {
        try
        {
            while (true)
                await step();
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private sealed record Datagram(long Due, IPEndPoint From, byte[] Bytes);
}
