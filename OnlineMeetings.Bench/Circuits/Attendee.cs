using System.Net.Http.Json;
using System.Text.Json;
using OnlineMeetings.Bench.Load;

namespace OnlineMeetings.Bench.Circuits;

/// <summary>
/// A guest in a meeting without a browser: comes by the link as anybody does, and answers for the room's scripts. Where these would show
/// or play something, nothing is done.
/// </summary>
internal sealed class Attendee : IMember
{
    private const string RoomScript = "./Rooms/RoomPage.razor.js";
    private const string DoorScript = "./Rooms/DoorForm.razor.js";
    private const string ChatScript = "./Chat/ChatPanel.razor.js";
    private const string ReadAttribute = "document.documentElement.getAttribute";
    private const string TimeZone = "Europe/Berlin";

    /// <summary>As RoomPage.razor.js asks for a fresh token.</summary>
    private static readonly TimeSpan _renewEvery = TimeSpan.FromSeconds(60);

    private readonly BrowserProfile _browser;
    private readonly string _code;
    private readonly string _name;
    private readonly Circuit.Drawing _drawn;
    private readonly Dictionary<string, TaskCompletionSource<ulong>> _buttons = new() { ["Chat"] = Awaited<ulong>(), ["Files"] = Awaited<ulong>() };
    private readonly TaskCompletionSource<long> _page = Awaited<long>();
    private readonly TaskCompletionSource<bool> _door = Awaited<bool>();
    private readonly TaskCompletionSource<long> _chat = Awaited<long>();
    private readonly CancellationTokenSource _gone = new();
    private Circuit _circuit = null!;
    private int _buttonsMissing = 2;
    private Task _renewing = Task.CompletedTask;

    /// <param name="drawn">Told of each drawing.</param>
    public Attendee(Uri server, string code, string name, Circuit.Drawing drawn) =>
        (_browser, _code, _name, _drawn) = (new BrowserProfile(server), code, name, drawn);

    /// <summary>Called with what the server says to the room's script about links: "place" and "receive". Its answer is theirs.</summary>
    public Func<JsCall, Task>? Engine { get; init; }

    public string? Fault => _circuit.Fault;

    public (long Batches, long Bytes) Received => _circuit.Received;

    /// <summary>Opens the link; returns when a click on Join would do something.</summary>
    public async Task ArriveAsync(CancellationToken ct)
    {
        await _browser.Http.GetStringAsync(new Uri($"/m/{_code}", UriKind.Relative), ct);
        _circuit = await Circuit.OpenAsync(_browser, $"/m/{_code}/room", Draw, AnswerAsync, ct);
        await _circuit.OrFaultAsync(_door.Task, "The door");
    }

    /// <summary>Gives the name and clicks Join; returns when the room is drawn.</summary>
    /// <exception cref="InvalidOperationException">One is not let in.</exception>
    public async Task JoinAsync(bool wantsSeat, CancellationToken ct)
    {
        var pass = await AskForTicketAsync(ct);
        var devices = new { microphone = false, camera = false };
        var answer = await CallPageAsync("Join", new { pass, token = (string?)null, wantsSeat, freshMedia = true, devices });
        if (answer.GetProperty("token").GetString() is null || (wantsSeat && !answer.GetProperty("hasSeat").GetBoolean()))
            throw new InvalidOperationException($"Join was answered by {answer.GetProperty("outcome").GetString()}.");
        _renewing = RenewAsync();
        await _circuit.OrFaultAsync(_buttons["Chat"].Task, "The room");
    }

    /// <summary>Clicks Chat, and stays at the end of the list; returns when its script runs.</summary>
    public async Task OpenChatAsync()
    {
        await OpenPanelAsync("Chat");
        await _circuit.CallAsync(await _circuit.OrFaultAsync(_chat.Task, "The chat"), "Sees", true);
    }

    /// <param name="name">"Chat" or "Files".</param>
    public async Task OpenPanelAsync(string name) => await _circuit.ClickAsync(await _circuit.OrFaultAsync(_buttons[name].Task, name));

    public async Task<bool> SayAsync(string text) =>
        (await _circuit.CallAsync(await _chat.Task, "SendAsync", text, Guid.NewGuid())).ValueKind == JsonValueKind.True;

    public Task SignalAsync(IEnumerable<object> batch) => CallPageAsync("Signal", batch);

    /// <summary>Leaves by the button, and closes the page.</summary>
    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        await _renewing;
        if (_circuit is not null)
            await LeaveAsync();
        _browser.Dispose();
        _gone.Dispose();
    }

    private static TaskCompletionSource<T> Awaited<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task LeaveAsync()
    {
        try
        {
            if (Fault is null && _page.Task.IsCompletedSuccessfully)
                await CallPageAsync("Leave", (object?)null);
        }
        catch (Exception e) when (e is InvalidOperationException or TimeoutException)
        {
            // Gone is gone.
        }
        await _circuit.DisposeAsync();
    }

    private async Task<string> AskForTicketAsync(CancellationToken ct)
    {
        using var answer = await _browser.Http.PostAsJsonAsync($"/api/meetings/{_code}/ticket", new { name = _name, password = (string?)null }, ct);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("pass").GetString()!;
    }

    private async Task<JsonElement> CallPageAsync(string method, params object?[] arguments) =>
        await _circuit.CallAsync(await _circuit.OrFaultAsync(_page.Task, "The page"), method, arguments);

    private async Task RenewAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(_renewEvery);
            while (await timer.WaitForNextTickAsync(_gone.Token))
                await CallPageAsync("Renew", (object?)null);
        }
        catch (Exception e) when (e is OperationCanceledException or InvalidOperationException or TimeoutException)
        {
            // Gone; why, the circuit says.
        }
    }

    private void Draw(RenderBatch batch, long at)
    {
        if (_buttonsMissing > 0)
            FindButtons(batch);
        _drawn(batch, at);
    }

    private void FindButtons(RenderBatch batch)
    {
        foreach (var (label, button) in _buttons)
        {
            if (batch.ClickOn(label) is { } click && button.TrySetResult(click))
                _buttonsMissing--;
        }
    }

    private async Task<object?> AnswerAsync(JsCall call)
    {
        switch (call)
        {
            case { Module: RoomScript, Function: "open" }:
                _page.TrySetResult(call.DotNetObject(0));
                // This tab was not inside before.
                return false;
            case { Module: DoorScript, Function: "open" }:
                _door.TrySetResult(true);
                return null;
            case { Module: ChatScript, Function: "open" }:
                _chat.TrySetResult(call.DotNetObject(1));
                return null;
            case { Function: ReadAttribute }:
                return TimeZone;
            case { Module: RoomScript } when Engine is not null:
                await Engine(call);
                return null;
            default:
                return null;
        }
    }
}
