namespace OnlineMeetings.Cluster;

/// <summary>Carries what is told at this server to the others, and back.</summary>
internal sealed partial class BulletinCarrier(Bulletin bulletin, IGrainFactory grains, TimeProvider time, ILogger<BulletinCarrier> log)
    : BackgroundService, IServerObserver
{
    // Also when the server that held the grain died, this is how long nothing is heard at the most.
    private static readonly TimeSpan _askAgain = TimeSpan.FromSeconds(5);

    private IBulletinGrain All => grains.GetGrain<IBulletinGrain>(0);

    public Task HearAsync(ServerNews news)
    {
        bulletin.Show(news);
        return Task.CompletedTask;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var self = grains.CreateObjectReference<IServerObserver>(this);
        await Task.WhenAll(KeepSubscribedAsync(self, stoppingToken), CarryAsync(self, stoppingToken));
    }

    private async Task KeepSubscribedAsync(IServerObserver self, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(_askAgain, time);
        do
        {
            await TryAsync(all => all.SubscribeAsync(self), ct);
        }
        while (await timer.WaitForNextTickAsync(ct));
    }

    private async Task CarryAsync(IServerObserver self, CancellationToken ct)
    {
        await foreach (var news in bulletin.Outgoing.ReadAllAsync(ct))
            await TryAsync(all => all.TellAsync(news, self), ct);
    }

    private async Task TryAsync(Func<IBulletinGrain, Task> call, CancellationToken ct)
    {
        try
        {
            await call(All).WaitAsync(ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // They read it in the database when they next look.
            NotCarried(log, e);
        }
    }

    [LoggerMessage(LogLevel.Information, "The other servers could not be reached")]
    private static partial void NotCarried(ILogger log, Exception e);
}
