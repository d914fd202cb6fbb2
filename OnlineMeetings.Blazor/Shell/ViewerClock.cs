using Microsoft.JSInterop;

namespace OnlineMeetings.Shell;

/// <summary>The time as the person in front of this circuit's browser, who alone knows the zone, reads it.</summary>
public sealed class ViewerClock(TimeProvider time, IJSRuntime js)
{
    private Task? _reading;

    /// <summary>UTC until <see cref="ReadAsync"/> has ended, and where this server does not know the browser's zone.</summary>
    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    /// <summary>UTC.</summary>
    public DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Asks the browser for its zone, once a circuit; whoever asks meanwhile waits for the same answer.</summary>
    public Task ReadAsync(CancellationToken ct)
    {
        if (_reading is null or { IsCompleted: true, IsCompletedSuccessfully: false })
            _reading = ReadZoneAsync();
        return _reading.WaitAsync(ct);
    }

    private async Task ReadZoneAsync()
    {
        // js/start.js has put it there.
        var name = await js.InvokeAsync<string?>("document.documentElement.getAttribute", "data-time-zone");
        if (name is { Length: > 0 and < 100 } && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
            Zone = zone;
    }
}
