using Microsoft.JSInterop;

namespace OnlineMeetings.Rooms;

/// <summary>The room's module in the browser, for what is said to it without waiting. What a lost connection swallows is said again when it is back.</summary>
public sealed class RoomBrowser(IJSObjectReference module) : IAsyncDisposable
{
    public ValueTask<bool> OpenAsync(object page, IReadOnlyDictionary<string, string> texts, CancellationToken ct) =>
        module.InvokeAsync<bool>("open", ct, page, texts);

    /// <summary>Who has a seat has changed.</summary>
    public Task PlaceAsync(RoomState state) => TellAsync("place", state);

    /// <summary>What leads back to the place in the room, after the server died or this page was loaded again.</summary>
    public Task KeepAsync(string token) => TellAsync("keep", token);

    public Task ReceiveAsync(IEnumerable<SignalMessage> signals) => TellAsync("receive", signals);

    /// <summary>The meeting is over for this page: its media ends.</summary>
    public Task PutOutAsync() => TellAsync("putOut");

    /// <summary>The seat is gone: camera and microphone are let go, and F5 asks for no seat.</summary>
    public Task GoSilentAsync() => TellAsync("goSilent");

    /// <summary>An organizer asks for it. There is no way to switch something on from here.</summary>
    /// <param name="device">"microphone" or "camera".</param>
    public Task SwitchOffAsync(string device) => TellAsync("switchOff", device);

    /// <summary>The room has forgotten what this browser shares.</summary>
    public Task ShareAgainAsync() => TellAsync("shareAgain");

    /// <summary>The screen is shared no longer.</summary>
    public Task StopSharingAsync() => TellAsync("stopSharing");

    /// <summary>The meeting has another link.</summary>
    public Task MoveAsync(string code) => TellAsync("move", code);

    /// <summary>Who waited before the door asks again.</summary>
    public Task AskAgainAsync() => TellAsync("askAgain");

    /// <summary>Nothing is waited for before the door any more.</summary>
    public Task WaitNoLongerAsync() => TellAsync("waitNoLonger");

    /// <summary>Somebody reacted.</summary>
    public Task ReactAsync(ShownReaction reaction) => TellAsync("react", reaction);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await module.DisposeAsync();
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
        {
            // The browser went first.
        }
    }

    private async Task TellAsync(string what, params object[] about)
    {
        try
        {
            await module.InvokeVoidAsync(what, about);
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
        {
            // Not heard.
        }
    }
}
