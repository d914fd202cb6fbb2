using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using OnlineMeetings.Bench.Circuits;

namespace OnlineMeetings.Bench.Load;

/// <summary>Somebody at the bare hub.</summary>
internal sealed class HubMember : IMember
{
    private readonly BrowserProfile _browser;
    private readonly HubConnection _hub;
    private bool _isClosing;

    private HubMember(Uri server, Action<byte[], long> heard)
    {
        _browser = new BrowserProfile(server);
        _hub = _browser.Hub(HubServer.Path, new MessagePackHubProtocol());
        _hub.On<string>("Said", text =>
        {
            var at = Stopwatch.GetTimestamp();
            var bytes = Encoding.UTF8.GetBytes(text);
            Received = (Received.Batches + 1, Received.Bytes + bytes.Length);
            heard(bytes, at);
        });
        _hub.Closed += error =>
        {
            if (!_isClosing)
                Fault = $"The connection was closed: {error?.Message ?? "by the server"}";
            return Task.CompletedTask;
        };
    }

    public string? Fault { get; private set; }

    public (long Batches, long Bytes) Received { get; private set; }

    /// <param name="heard">Told of each text, in UTF-8, and when it came, in the stopwatch's ticks.</param>
    public static async Task<IMember> ComeAsync(Uri server, Action<byte[], long> heard)
    {
        var member = new HubMember(server, heard);
        await member._hub.StartAsync();
        return member;
    }

    public async Task<bool> SayAsync(string text)
    {
        await _hub.InvokeAsync("Say", text);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        _isClosing = true;
        await _hub.DisposeAsync();
        _browser.Dispose();
    }
}
