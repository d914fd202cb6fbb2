using Microsoft.AspNetCore.Components.Server.Circuits;
using OnlineMeetings.Hosting;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Rooms;

/// <summary>Whether the browser of this circuit is connected right now. A dropped circuit lives on for minutes; its browser may not.</summary>
public sealed class CircuitPulse(IHttpContextAccessor requests) : CircuitHandler
{
    private TaskCompletionSource _up = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private OpenConnection? _connection;

    public bool IsUp => _up.Task.IsCompleted;

    /// <summary>Ends when the browser is connected, at once where it is.</summary>
    public Task UntilUpAsync(CancellationToken ct) => _up.Task.WaitAsync(ct);

    /// <summary>It was not known before who is at the browser.</summary>
    public void BelongsTo(PersonId person) => _connection?.BelongsTo(ConnectionOwner.Of(person));

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        // The request is that of the connection itself, and lasts as long. One that came before it is over, known or not.
        var connection = requests.HttpContext?.Features.Get<OpenConnection>();
        if (connection != _connection)
            _connection?.Dispose();
        _connection = connection;
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
