using System.Diagnostics;
using OnlineMeetings.Chat;

namespace OnlineMeetings.Bench.Load;

/// <summary>People come to a hall, everybody reads, they write in turn, and it is seen what reaches whom.</summary>
internal sealed class LoadRun(Hall hall, int people, double comePerSecond, double rate, TimeSpan time)
{
    /// <summary>Until each page shows as many messages as it ever will: what memory grows by from there on is not the list's.</summary>
    private const int WarmUp = ChatLog.WindowSize + 20;

    /// <summary>What somebody has not seen so long after the last message was sent, is lost.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    /// <summary>What was written before must not be in the way of what counts.</summary>
    private static readonly TimeSpan _calmWithin = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan _lookEvery = TimeSpan.FromMilliseconds(250);

    private readonly int _messages = WarmUp + (int)Math.Ceiling(time.TotalSeconds * rate);
    private double _latest;

    public async Task<LoadFigures> MeasureAsync()
    {
        var deliveries = new Deliveries(people, _messages, WarmUp);
        await using var server = await hall.OpenAsync();
        var empty = await Memory.OfAsync(server);
        await using var crowd = await Crowd.GatherAsync(people, comePerSecond, number => hall.ComeAsync(server, number, deliveries));
        await WriteAsync(crowd, deliveries, 0, WarmUp);
        await UntilNoneAsync(crowd, deliveries.MissingOfWarmUpBy, Stopwatch.GetTimestamp(), _calmWithin);
        var begin = await Memory.OfAsync(server);
        var before = Received(crowd);
        _latest = 0;

        await using var watch = new Watch(server);
        var started = Stopwatch.GetTimestamp();
        var over = await WriteAsync(crowd, deliveries, WarmUp, _messages);
        var cores = watch.Cores;
        await watch.StopAsync();
        await UntilNoneAsync(crowd, deliveries.LostBy, over, _patience);
        var inside = NumbersOf(crowd);
        var lost = deliveries.LostBy(inside);
        var after = Received(crowd);

        var shown = Math.Max(1.0, deliveries.Stored * inside.Length);
        return new LoadFigures(
            hall.Name, people, inside.Length, crowd.AllInAfter.TotalSeconds, _messages - WarmUp, _messages - WarmUp - deliveries.Stored,
            deliveries.TimesOf(inside), lost, deliveries.DoubledFor(inside), _latest,
            cores.Server, cores.Client, empty, begin, await Memory.OfAsync(server), watch.ResidentSlope, Stopwatch.GetElapsedTime(started, over).TotalMinutes,
            (after.Batches - before.Batches) / shown, (after.Bytes - before.Bytes) / shown, crowd.Faults);
    }

    private static (long Batches, long Bytes) Received(Crowd crowd) =>
        crowd.Inside.Aggregate((0L, 0L), (sum, one) => (sum.Item1 + one.Member.Received.Batches, sum.Item2 + one.Member.Received.Bytes));

    /// <summary>Everybody who is there writes in turn, so that nobody writes faster than people may.</summary>
    /// <returns>When the last one was sent, in the stopwatch's ticks.</returns>
    private async Task<long> WriteAsync(Crowd crowd, Deliveries deliveries, int from, int to)
    {
        var started = Stopwatch.GetTimestamp();
        var sending = new List<Task>();
        var writers = new Queue<IMember>(crowd.Connected.Select(one => one.Member));
        for (var message = from; message < to; message++)
        {
            var due = TimeSpan.FromSeconds((message - from) / rate);
            await Pace.UntilAsync(started, due);
            _latest = Math.Max(_latest, (Stopwatch.GetElapsedTime(started) - due).TotalMilliseconds);
            if (NextOf(writers) is not { } writer)
                break;
            sending.Add(SendAsync(writer, deliveries, message));
        }
        var over = Stopwatch.GetTimestamp();
        await Task.WhenAll(sending);
        return over;
    }

    private static IMember? NextOf(Queue<IMember> writers)
    {
        while (writers.TryDequeue(out var writer))
        {
            if (writer.Fault is not null)
                continue;
            writers.Enqueue(writer);
            return writer;
        }
        return null;
    }

    private static async Task SendAsync(IMember writer, Deliveries deliveries, int message)
    {
        // Off this loop, which has the next message to send.
        await Task.Yield();
        try
        {
            deliveries.Send(message);
            if (await writer.SayAsync(deliveries.TextOf(message)).WaitAsync(_patience))
                deliveries.IsStored(message);
        }
        catch (Exception)
        {
            // Whether it was stored, is seen where it is shown.
        }
    }

    /// <summary>Waits until nobody misses a message any more, or the time since then is over.</summary>
    private static async Task UntilNoneAsync(Crowd crowd, Func<IReadOnlyCollection<int>, int> missing, long since, TimeSpan within)
    {
        while (Stopwatch.GetElapsedTime(since) < within && missing(NumbersOf(crowd)) > 0)
            await Task.Delay(_lookEvery);
    }

    private static int[] NumbersOf(Crowd crowd) => [.. crowd.Connected.Select(one => one.Number)];
}
