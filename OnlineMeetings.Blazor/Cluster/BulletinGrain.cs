using Orleans.Concurrency;
using Orleans.Utilities;

namespace OnlineMeetings.Cluster;

/// <summary>Hands news on to all servers; there is one.</summary>
public interface IBulletinGrain : IGrainWithIntegerKey
{
    /// <summary>Hands on what is told from now on, for as long as the call is repeated.</summary>
    Task SubscribeAsync(IServerObserver server);

    /// <summary>Hands news on to all servers but the one they come from.</summary>
    Task TellAsync(ServerNews news, IServerObserver from);
}

public interface IServerObserver : IGrainObserver
{
    [OneWay]
    Task HearAsync(ServerNews news);
}

internal sealed class BulletinGrain(ILogger<BulletinGrain> log) : Grain, IBulletinGrain
{
    /// <summary>A server that has not asked again for this long is gone.</summary>
    public static readonly TimeSpan Forget = TimeSpan.FromSeconds(30);

    private readonly ObserverManager<IServerObserver> _servers = new(Forget, log);

    public Task SubscribeAsync(IServerObserver server)
    {
        _servers.Subscribe(server, server);
        return Task.CompletedTask;
    }

    public Task TellAsync(ServerNews news, IServerObserver from) => _servers.Notify(server => server.HearAsync(news), server => !server.Equals(from));
}
