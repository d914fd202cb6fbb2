using Microsoft.AspNetCore.Components;

namespace OnlineMeetings.Shell;

/// <summary>A component that is drawn when something tells it to, and lives until <see cref="Gone"/>.</summary>
public abstract class LiveComponent : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private bool _drawing;
    private bool _isDrawnSince;

    /// <summary>Cancelled when the component goes.</summary>
    protected CancellationToken Gone { get; }

    protected LiveComponent() => Gone = _gone.Token;

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        await CloseAsync();
        _gone.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of what the component holds; <see cref="Gone"/> is cancelled already.</summary>
    protected abstract ValueTask CloseAsync();

    /// <summary>What is done before a drawing that <see cref="DrawSoon"/> asked for.</summary>
    protected virtual Task BeforeDrawingAsync() => Task.CompletedTask;

    /// <summary>It is drawn now for another reason, with all that was to be drawn soon.</summary>
    protected void IsDrawnNow() => _isDrawnSince = true;

    /// <summary>A burst of news is drawn once: what came meanwhile is there when this circuit's next turn draws it.</summary>
    protected void DrawSoon()
    {
        _isDrawnSince = false;
        if (_drawing)
            return;
        _drawing = true;
        _ = DrawAsync();
    }

    private async Task DrawAsync()
    {
        try
        {
            await InvokeAsync(async () =>
            {
                await Task.Yield();
                _drawing = false;
                if (Gone.IsCancellationRequested || _isDrawnSince)
                    return;
                await BeforeDrawingAsync();
                StateHasChanged();
            });
        }
        catch (Exception e) when (!Gone.IsCancellationRequested)
        {
            await DispatchExceptionAsync(e);
        }
    }
}
