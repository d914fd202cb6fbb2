using Microsoft.JSInterop;

namespace OnlineMeetings.Shell;

/// <summary>
/// The browser's part of a component: its module's `open` is called at the first render and answers an object, whose `close` is
/// called when the component goes.
/// </summary>
public sealed class JsModule : IAsyncDisposable
{
    private readonly IJSObjectReference _module;
    private IJSObjectReference? _part;

    private JsModule(IJSObjectReference module) => _module = module;

    public static async Task<JsModule> OpenAsync(IJSRuntime js, string path, CancellationToken ct, params object?[] arguments)
    {
        var module = new JsModule(await js.InvokeAsync<IJSObjectReference>("import", ct, path));
        try
        {
            module._part = await module._module.InvokeAsync<IJSObjectReference>("open", ct, arguments);
            return module;
        }
        catch
        {
            await module.DisposeAsync();
            throw;
        }
    }

    /// <summary>Calls a function of the object that `open` answered.</summary>
    public ValueTask<T> InvokeAsync<T>(string function, CancellationToken ct, params object?[] arguments) =>
        _part!.InvokeAsync<T>(function, ct, arguments);

    /// <inheritdoc cref="InvokeAsync{T}"/>
    public ValueTask InvokeVoidAsync(string function, CancellationToken ct, params object?[] arguments) =>
        _part!.InvokeVoidAsync(function, ct, arguments);

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_part is not null)
            {
                await _part.InvokeVoidAsync("close");
                await _part.DisposeAsync();
            }
            await _module.DisposeAsync();
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
        {
            // The browser went first.
        }
    }
}
