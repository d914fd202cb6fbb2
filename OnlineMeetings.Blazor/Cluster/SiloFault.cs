namespace OnlineMeetings.Cluster;

/// <summary>
/// The other servers took this one for dead, or it can't be one of them any more, and there is no way back for a silo: the server lets its people go to
/// the others and ends, for the system to start it anew.
/// </summary>
internal sealed partial class SiloFault(IHostApplicationLifetime life, LastResort lastResort, ILogger<SiloFault> log) : IFatalErrorHandler
{
    /// <summary>Its rooms wake with the others: who is still here then would sit in a room beside the room.</summary>
    private static readonly TimeSpan _endsWithin = TimeSpan.FromSeconds(5);

    public bool IsUnexpected(Exception exception) => exception is not OperationCanceledException;

    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null)
    {
        Lost(log, context, exception);
        Environment.ExitCode = 1;
        _ = EndAsync();
        life.StopApplication();
    }

    // A silo that reaches nobody waits for their answers when it is asked to stop.
    private async Task EndAsync()
    {
        await Task.Delay(_endsWithin);
        lastResort.End();
    }

    [LoggerMessage(LogLevel.Critical, "The server ends, since it is no longer one of the cluster's: {Context}")]
    private static partial void Lost(ILogger log, string? context, Exception? e);
}
