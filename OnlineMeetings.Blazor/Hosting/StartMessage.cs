namespace OnlineMeetings.Hosting;

/// <summary>Says at the start where the server is and where its data lies.</summary>
internal sealed partial class StartMessage(PublicAddress address, DataFolder folder, ILogger<StartMessage> log) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        Started(log, address.Root, folder.Path);
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "Online Meetings is at {Address}, its data in {Folder}")]
    private static partial void Started(ILogger log, Uri address, string folder);
}
