using Microsoft.AspNetCore.Components.Server.Circuits;

namespace OnlineMeetings.Rooms;

/// <summary>Whether the browser of this circuit is connected right now. A dropped circuit lives on for minutes; its browser may not.</summary>
internal sealed class CircuitPulse : CircuitHandler
{
    private TaskCompletionSource _up = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsUp => _up.Task.IsCompleted;

    /// <summary>Ends when the browser is connected, at once where it is.</summary>
    public Task UntilUpAsync(CancellationToken ct) => _up.Task.WaitAsync(ct);

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _up.TrySetResult();
        return Task.CompletedTask;
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (IsUp)
            _up = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return Task.CompletedTask;
    }
}
