using System.Runtime.CompilerServices;
using System.Threading.Channels;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Rooms;

internal sealed partial class LiveCounts(IGrainFactory grains, IHostApplicationLifetime life, TimeProvider time, ILogger<LiveCounts> log)
    : ILiveCounts
{
    private static readonly TimeSpan _askAgain = LiveMeetingsGrain.Forget / 2;

    public async IAsyncEnumerable<LiveCount> WatchAsync(PersonId organizer, [EnumeratorCancellation] CancellationToken ct)
    {
        var page = new Page();
        var self = grains.CreateObjectReference<ILiveMeetingsObserver>(page);
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var subscription = KeepSubscribedAsync(organizer, page, self, stopped.Token);
        try
        {
            await foreach (var count in page.Counts.ReadAllAsync(ct))
                yield return count;
        }
        finally
        {
            await stopped.CancelAsync();
            await subscription;
            await UnsubscribeAsync(organizer, self);
        }
    }

    private async Task KeepSubscribedAsync(PersonId organizer, Page page, ILiveMeetingsObserver self, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(_askAgain, time);
        try
        {
            do
            {
                await SubscribeAsync(organizer, page, self);
            }
            while (await timer.WaitForNextTickAsync(ct));
        }
        catch (OperationCanceledException)
        {
            page.End();
        }
    }

    private async Task SubscribeAsync(PersonId organizer, Page page, ILiveMeetingsObserver self)
    {
        try
        {
            foreach (var count in await grains.GetGrain<ILiveMeetingsGrain>(organizer.Value).WatchAsync(self))
                await page.ChangedAsync(count);
        }
        catch (Exception e) when (LiveRooms.IsAway(e))
        {
            // Away for a moment: the counts stand still until it is asked again.
            NotReached(log, organizer, e);
        }
    }

    private async Task UnsubscribeAsync(PersonId organizer, ILiveMeetingsObserver self)
    {
        try
        {
            // A server that stops takes its memory with it, and cries over calls that come late.
            if (!life.ApplicationStopping.IsCancellationRequested)
                await grains.GetGrain<ILiveMeetingsGrain>(organizer.Value).UnwatchAsync(self);
        }
        catch (Exception e) when (LiveRooms.IsAway(e))
        {
            // It forgets by itself.
            NotReached(log, organizer, e);
        }
        grains.DeleteObjectReference<ILiveMeetingsObserver>(self);
    }

    [LoggerMessage(LogLevel.Information, "The live meetings of {Organizer} could not be reached")]
    private static partial void NotReached(ILogger log, PersonId organizer, Exception e);

    private sealed class Page : ILiveMeetingsObserver
    {
        private readonly Channel<LiveCount> _counts = Channel.CreateUnbounded<LiveCount>();

        public ChannelReader<LiveCount> Counts => _counts.Reader;

        public Task ChangedAsync(LiveCount count)
        {
            _counts.Writer.TryWrite(count);
            return Task.CompletedTask;
        }

        public void End() => _counts.Writer.TryComplete();
    }
}
