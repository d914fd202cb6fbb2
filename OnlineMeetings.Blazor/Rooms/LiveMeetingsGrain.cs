using OnlineMeetings.Meetings;
using Orleans.Concurrency;
using Orleans.Utilities;

namespace OnlineMeetings.Rooms;

/// <summary>The live meetings of one organizer, for their lists; its key is the organizer's id.</summary>
public interface ILiveMeetingsGrain : IGrainWithGuidKey
{
    /// <summary>From a room: how many are inside now.</summary>
    Task NoteAsync(LiveCount count);

    /// <summary>Tells what is live now, and of changes for as long as the call is repeated.</summary>
    Task<LiveCount[]> WatchAsync(ILiveMeetingsObserver page);

    /// <summary>The page was closed.</summary>
    Task UnwatchAsync(ILiveMeetingsObserver page);
}

public interface ILiveMeetingsObserver : IGrainObserver
{
    [OneWay]
    Task ChangedAsync(LiveCount count);
}

internal sealed class LiveMeetingsGrain(ILogger<LiveMeetingsGrain> log) : Grain, ILiveMeetingsGrain
{
    /// <summary>A page that has not asked again for this long is gone.</summary>
    public static readonly TimeSpan Forget = TimeSpan.FromSeconds(40);

    private readonly Dictionary<MeetingId, LiveCount> _live = [];
    private readonly ObserverManager<ILiveMeetingsObserver> _pages = new(Forget, log);

    public Task NoteAsync(LiveCount count)
    {
        if (count.Inside == 0)
            _live.Remove(count.Meeting);
        else
            _live[count.Meeting] = count;
        return _pages.Notify(page => page.ChangedAsync(count));
    }

    public Task<LiveCount[]> WatchAsync(ILiveMeetingsObserver page)
    {
        _pages.Subscribe(page, page);
        return Task.FromResult(_live.Values.ToArray());
    }

    public Task UnwatchAsync(ILiveMeetingsObserver page)
    {
        _pages.Unsubscribe(page);
        return Task.CompletedTask;
    }
}
