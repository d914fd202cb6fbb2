using System.Diagnostics;
using System.Text.Json;
using OnlineMeetings.Bench.Circuits;

namespace OnlineMeetings.Bench.Load.Seats;

/// <summary>
/// Builds links as the media engine does (js/engine.js, js/rtc/mesh.js), without media: who comes in offers to all who are there, in one
/// batch, and each of them answers; candidates follow both.
/// </summary>
internal sealed class FakeEngine(Func<IEnumerable<object>, Task> send)
{
    /// <summary>The room is drawn when the first links are up, or after this.</summary>
    private static readonly TimeSpan _firstLinksWithin = TimeSpan.FromSeconds(0.4);

    private readonly TaskCompletionSource _firstIsUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<double> _answered = [];
    private readonly Lock _lock = new();
    private long? _stay;

    /// <summary>When Join was clicked, in the stopwatch's ticks.</summary>
    public long ClickedAt { get; set; }

    /// <summary>How many were offered a link.</summary>
    public int Offered { get; private set; }

    /// <summary>Milliseconds from the click until each answer was here.</summary>
    public IReadOnlyList<double> Answered
    {
        get
        {
            lock (_lock)
                return [.. _answered];
        }
    }

    public Task RunAsync(JsCall call) => call.Function switch
    {
        "place" => PlaceAsync(call.Arguments[0]),
        "receive" => ReceiveAsync(call.Arguments[0]),
        _ => Task.CompletedTask,
    };

    private async Task PlaceAsync(JsonElement state)
    {
        if (_stay is not null || state.GetProperty("me") is not { ValueKind: JsonValueKind.Object } me)
            return;
        var stay = (_stay = me.GetProperty("stay").GetInt64()).Value;
        var peers = state.GetProperty("peers").EnumerateArray().Select(peer => (Id: peer.GetProperty("id").GetString()!, Stay: peer.GetProperty("stay").GetInt64())).ToList();
        Offered = peers.Count;
        if (peers.Count == 0)
            return;
        await send(peers.Select(peer => FakeSignal.Description("offer", peer.Id, stay, peer.Stay)));
        await send(peers.Select(peer => FakeSignal.Ways(peer.Id, stay, peer.Stay)));
        await Task.WhenAny(_firstIsUp.Task, Task.Delay(_firstLinksWithin));
    }

    private async Task ReceiveAsync(JsonElement signals)
    {
        var at = Stopwatch.GetTimestamp();
        foreach (var signal in signals.EnumerateArray())
        {
            using var payload = JsonDocument.Parse(signal.GetProperty("payload").GetString()!);
            if (!payload.RootElement.TryGetProperty("description", out var description))
                continue;
            if (description.GetProperty("type").GetString() == "answer")
                TakeAnswer(at);
            else
                await AnswerAsync(signal.GetProperty("other").GetString()!, payload.RootElement.GetProperty("from").GetInt64(), payload.RootElement.GetProperty("to").GetInt64());
        }
    }

    private void TakeAnswer(long at)
    {
        lock (_lock)
            _answered.Add(Stopwatch.GetElapsedTime(ClickedAt, at).TotalMilliseconds);
        _firstIsUp.TrySetResult();
    }

    private async Task AnswerAsync(string other, long theirs, long mine)
    {
        await send([FakeSignal.Description("answer", other, mine, theirs)]);
        await send([FakeSignal.Ways(other, mine, theirs)]);
    }
}
