using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace OnlineMeetings.Bench.Browsers;

/// <summary>What one page and its frames sent and received, as the browser's own network log tells it.</summary>
internal sealed partial class Traffic
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Request> _requests = [];
    private readonly List<Frame> _frames = [];

    /// <summary>An HTTP request; bytes are those of the answer as transferred, headers included. 0 while it runs.</summary>
    public sealed record Request(string Url, string Kind, long Bytes);

    /// <summary>A message on a WebSocket; its bytes are those before any compression.</summary>
    /// <param name="Names">What is in it: for Blazor the hub's methods and what they call, for the bare page the message's kind.</param>
    public sealed record Frame(bool IsSent, long Bytes, IReadOnlyList<string> Names);

    public sealed record Snapshot(IReadOnlyList<Request> Requests, IReadOnlyList<Frame> Frames)
    {
        public long Bytes => Requests.Sum(request => request.Bytes) + Frames.Sum(frame => frame.Bytes);

        public int Sent => Frames.Count(frame => frame.IsSent);

        public int Received => Frames.Count(frame => !frame.IsSent);
    }

    public static async Task<Traffic> OfAsync(IBrowserContext context, IPage page)
    {
        var traffic = new Traffic();
        var log = await context.NewCDPSessionAsync(page);
        log.Event("Network.requestWillBeSent").OnEvent += (_, e) => traffic.Begin(e!.Value);
        log.Event("Network.loadingFinished").OnEvent += (_, e) => traffic.End(e!.Value);
        log.Event("Network.webSocketFrameSent").OnEvent += (_, e) => traffic.Add(e!.Value, isSent: true);
        log.Event("Network.webSocketFrameReceived").OnEvent += (_, e) => traffic.Add(e!.Value, isSent: false);
        await log.SendAsync("Network.enable");
        await log.SendAsync("Network.setCacheDisabled", new() { ["cacheDisabled"] = true });
        return traffic;
    }

    public void Forget()
    {
        lock (_lock)
        {
            _requests.Clear();
            _frames.Clear();
        }
    }

    public Snapshot Now()
    {
        lock (_lock)
            return new Snapshot([.. _requests.Values], [.. _frames]);
    }

    private void Begin(JsonElement e)
    {
        var request = new Request(e.GetProperty("request").GetProperty("url").GetString()!, e.TryGetProperty("type", out var kind) ? kind.GetString()! : "", 0);
        lock (_lock)
            _requests[e.GetProperty("requestId").GetString()!] = request;
    }

    private void End(JsonElement e)
    {
        var id = e.GetProperty("requestId").GetString()!;
        lock (_lock)
        {
            if (_requests.TryGetValue(id, out var request))
                _requests[id] = request with { Bytes = (long)e.GetProperty("encodedDataLength").GetDouble() };
        }
    }

    private void Add(JsonElement e, bool isSent)
    {
        var response = e.GetProperty("response");
        var payload = response.GetProperty("payloadData").GetString()!;
        var isText = (int)response.GetProperty("opcode").GetDouble() == 1;
        var bytes = isText ? Encoding.UTF8.GetBytes(payload) : Convert.FromBase64String(payload);
        // Both are read as text: the names in Blazor's MessagePack are plain ASCII.
        var frame = new Frame(isSent, bytes.Length, [.. BlazorNames().Matches(Encoding.Latin1.GetString(bytes)).Select(Name)]);
        lock (_lock)
            _frames.Add(frame);
    }

    private static string Name(Match match) => string.Join(' ', match.Groups.Values.Skip(1).Where(group => group.Success).Select(group => group.Value));

    // A hub method, with the method it calls where it calls one; or the one word that tells the bare page's messages apart.
    [GeneratedRegex(
        """
        (?<hub>BeginInvokeDotNetFromJS).{1,12}?[\xA0-\xBF](?<call>[A-Z][A-Za-z]+) |
        (?<hub>JS\.BeginInvokeJS).{1,8}?[\xA0-\xBF](?<call>[a-z][A-Za-z]+) |
        (?<hub>EndInvokeJSFromDotNet|OnRenderCompleted|JS\.RenderBatch|JS\.EndInvokeDotNet) |
        "(?<kind>join|peers|candidate)":(?=true|\[|\{) |
        "type":"(?<kind>offer|answer)"
        """,
        RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BlazorNames();
}
