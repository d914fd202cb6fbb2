namespace OnlineMeetings.Cluster;

/// <summary>
/// The other servers took this one for dead, or it can't be one of them any more, and there is no way back for a silo: the server lets its people go to
/// the others and ends, for the system to start it anew.
/// </summary>
internal sealed partial class SiloFault(IHostApplicationLifetime life, ILogger<SiloFault> log) : IFatalErrorHandler
{
    public bool IsUnexpected(Exception exception) => exception is not OperationCanceledException;

    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null)
    {
        Lost(log, context, exception);
        Environment.ExitCode = 1;
        life.StopApplication();
    }

    [LoggerMessage(LogLevel.Critical, "The server ends, since it is no longer one of the cluster's: {Context}")]
    private static partial void Lost(ILogger log, string? context, Exception? e);
}
