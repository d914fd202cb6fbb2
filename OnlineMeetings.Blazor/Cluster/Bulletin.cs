using System.Collections.Concurrent;
using System.Threading.Channels;

namespace OnlineMeetings.Cluster;

/// <summary>Something that was stored and that pages at every server show at once. Whoever misses it reads it when they next look.</summary>
[GenerateSerializer, Immutable]
public abstract record ServerNews;

/// <summary>Where news are told to all who read them, at this server and, by <see cref="BulletinCarrier"/>, at the others.</summary>
public sealed class Bulletin
{
    private const int MostWaiting = 1000;

    private readonly ConcurrentDictionary<Reader, Action<ServerNews>> _readers = [];
    private readonly Channel<ServerNews> _outgoing = Channel.CreateBounded<ServerNews>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>What is to go to the other servers.</summary>
    internal ChannelReader<ServerNews> Outgoing => _outgoing.Reader;

    public void Tell(ServerNews news)
    {
        _outgoing.Writer.TryWrite(news);
        Show(news);
    }

    /// <summary>Calls back, on any thread, with each of these news until what is returned is disposed.</summary>
    public IDisposable Read<T>(Action<T> read)
        where T : ServerNews
    {
        var reader = new Reader(this);
        _readers[reader] = news =>
        {
            if (news is T wanted)
                read(wanted);
        };
        return reader;
    }

    /// <summary>Tells the readers at this server only.</summary>
    internal void Show(ServerNews news)
    {
        foreach (var (_, read) in _readers)
            read(news);
    }

    private sealed class Reader(Bulletin bulletin) : IDisposable
    {
        public void Dispose() => bulletin._readers.TryRemove(this, out _);
    }
}
