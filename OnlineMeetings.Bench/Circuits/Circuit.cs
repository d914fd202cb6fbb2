using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;

namespace OnlineMeetings.Bench.Circuits;

/// <summary>
/// A circuit without a browser: speaks what blazor.web.js of .NET 10 speaks over the WebSocket, says of each drawing that it was drawn,
/// and leaves it to others what the page's scripts would do.
/// </summary>
internal sealed class Circuit : IAsyncDisposable
{
    /// <summary>What takes longer is a failure.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const string AttachEvents = "Blazor._internal.attachWebRendererInterop";
    private const int AnswersWithObject = 1;

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    private readonly BrowserProfile _browser;
    private readonly HubConnection _hub;
    private readonly Drawing _drawn;
    private readonly Func<JsCall, Task<object?>> _script;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> _calls = [];
    private readonly ConcurrentDictionary<long, string> _modules = [];
    private readonly TaskCompletionSource<long> _events = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _callsMade;
    private long _objectsMade;
    private string? _id;
    private bool _isClosing;

    private Circuit(BrowserProfile browser, Drawing drawn, Func<JsCall, Task<object?>> script)
    {
        (_browser, _drawn, _script) = (browser, drawn, script);
        _hub = browser.Hub("_blazor", new BlazorPack());
        _hub.On<long, byte[]>("JS.RenderBatch", DrawAsync);
        _hub.On<long, string, string?, int, long, int>("JS.BeginInvokeJS", (call, function, arguments, answer, target, _) => Start(call, function, arguments, answer, target));
        _hub.On<string, bool, string?>("JS.EndInvokeDotNet", TakeAnswer);
        _hub.On<string>("JS.Error", error => _ended.TrySetResult($"The circuit failed: {error}"));
        _hub.Closed += error =>
        {
            if (!_isClosing)
                _ended.TrySetResult($"The connection was closed: {error?.Message ?? "by the server"}");
            return Task.CompletedTask;
        };
    }

    /// <summary>Told of each drawing as soon as it is here.</summary>
    /// <param name="at">When it came, in the stopwatch's ticks.</param>
    public delegate void Drawing(RenderBatch batch, long at);

    /// <summary>Why it is over; null while it lives.</summary>
    public string? Fault => _ended.Task.IsCompletedSuccessfully ? _ended.Task.Result : null;

    /// <summary>How many drawings came, and how many bytes.</summary>
    public (long Batches, long Bytes) Received { get; private set; }

    /// <summary>Gets a page and starts its circuit.</summary>
    /// <param name="script">What the page's scripts answer.</param>
    public static async Task<Circuit> OpenAsync(BrowserProfile browser, string path, Drawing drawn, Func<JsCall, Task<object?>> script, CancellationToken ct)
    {
        var page = new Uri(browser.Http.BaseAddress!, path);
        var markers = PageMarkers.Read(await browser.Http.GetStringAsync(page, ct));
        var circuit = new Circuit(browser, drawn, script);
        try
        {
            await circuit._hub.StartAsync(ct);
            circuit._id = await circuit._hub.InvokeAsync<string?>("StartCircuit", browser.Http.BaseAddress!.ToString(), page.ToString(), "[]", markers.State, ct)
                ?? throw new InvalidOperationException("The server started no circuit.");
            await circuit._hub.SendAsync("UpdateRootComponents", markers.Operations, markers.State, ct);
            return circuit;
        }
        catch
        {
            await circuit.DisposeAsync();
            throw;
        }
    }

    /// <summary>Calls a method of a .NET object that the server handed out.</summary>
    /// <exception cref="InvalidOperationException">It failed, or the circuit is over.</exception>
    public async Task<JsonElement> CallAsync(long target, string method, params object?[] arguments)
    {
        var id = Interlocked.Increment(ref _callsMade).ToString(CultureInfo.InvariantCulture);
        var answer = _calls[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await _hub.SendAsync("BeginInvokeDotNetFromJS", id, null, method, target, JsonSerializer.Serialize(arguments, _json));
            return await OrFaultAsync(answer.Task, method);
        }
        finally
        {
            _calls.TryRemove(id, out _);
        }
    }

    public async Task ClickAsync(ulong handler) => await CallAsync(
        await OrFaultAsync(_events.Task, "The page"), "DispatchEventAsync", new { eventHandlerId = handler, eventName = "click", eventFieldInfo = (object?)null }, new { type = "click", detail = 1 });

    /// <summary>Waits for something that the server is to bring about.</summary>
    /// <param name="what">What it is called where it does not come.</param>
    /// <exception cref="InvalidOperationException">The circuit is over.</exception>
    /// <exception cref="TimeoutException">It took too long.</exception>
    public async Task<T> OrFaultAsync<T>(Task<T> awaited, string what)
    {
        var first = await Task.WhenAny(awaited, _ended.Task, Task.Delay(Patience));
        if (first == awaited)
            return await awaited;
        throw Fault is { } fault ? new InvalidOperationException(fault) : new TimeoutException($"{what} took longer than {Patience.TotalSeconds} s.");
    }

    /// <summary>The page is closed, which its browser says at once.</summary>
    public async ValueTask DisposeAsync()
    {
        _isClosing = true;
        if (_id is not null && Fault is null)
            await SayGoodbyeAsync();
        await _hub.DisposeAsync();
    }

    private async Task SayGoodbyeAsync()
    {
        try
        {
            using var goodbye = new MultipartFormDataContent { { new StringContent(_id!), "circuitId" } };
            using var answer = await _browser.Http.PostAsync(new Uri("_blazor/disconnect", UriKind.Relative), goodbye);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            // The server went first, or has no time.
        }
    }

    private Task DrawAsync(long id, byte[] batch)
    {
        var at = Stopwatch.GetTimestamp();
        Received = (Received.Batches + 1, Received.Bytes + batch.Length);
        _drawn(new RenderBatch(batch), at);
        return _hub.SendAsync("OnRenderCompleted", id, null);
    }

    // Not waited for: a script that takes its time does not hold up what comes after it.
    private void Start(long call, string function, string? arguments, int answer, long target) => _ = AnswerAsync(call, function, arguments, answer, target);

    private async Task AnswerAsync(long call, string function, string? arguments, int answers, long target)
    {
        try
        {
            var parsed = string.IsNullOrEmpty(arguments) ? default : JsonSerializer.Deserialize<JsonElement>(arguments);
            object? answer;
            if (function == "import")
                answer = NewObject(parsed[0].GetString()!);
            else
                answer = await RunAsync(new JsCall(_modules.GetValueOrDefault(target, ""), function, parsed));
            if (answers == AnswersWithObject && answer is null)
                answer = NewObject("");
            if (call != 0)
                await _hub.SendAsync("EndInvokeJSFromDotNet", call, true, JsonSerializer.Serialize(new object?[] { call, true, answer }, _json));
        }
        catch (Exception e) when (!_isClosing)
        {
            _ended.TrySetResult($"{function} was not answered: {e.Message}");
        }
        catch (Exception) when (_isClosing)
        {
            // The page went first.
        }
    }

    private Task<object?> RunAsync(JsCall call)
    {
        if (call.Function != AttachEvents)
            return _script(call);
        _events.TrySetResult(call.DotNetObject(1));
        return Task.FromResult<object?>(null);
    }

    private Dictionary<string, long> NewObject(string module)
    {
        var id = Interlocked.Increment(ref _objectsMade);
        _modules[id] = module;
        return new() { ["__jsObjectId"] = id };
    }

    private void TakeAnswer(string call, bool isDone, string? result)
    {
        if (!_calls.TryGetValue(call, out var waiting))
            return;
        if (isDone)
            waiting.TrySetResult(string.IsNullOrEmpty(result) ? default : JsonSerializer.Deserialize<JsonElement>(result));
        else
            waiting.TrySetException(new InvalidOperationException(result));
    }
}
