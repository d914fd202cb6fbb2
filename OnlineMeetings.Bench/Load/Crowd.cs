using System.Collections.Concurrent;
using System.Diagnostics;

namespace OnlineMeetings.Bench.Load;

/// <summary>Many who come in one after another, and what went wrong with those who did not.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    /// <summary>The server lets a hundred strangers stand at its doors from one address, as all of these do.</summary>
    private const int MostAtTheDoor = 60;

    private const int AtOnce = 50;

    private readonly IMember?[] _members;
    private readonly ConcurrentDictionary<string, int> _faults = [];

    private Crowd(int people) => _members = new IMember?[people];

    /// <summary>Those who came in, each with the number under which they did.</summary>
    public IEnumerable<(int Number, IMember Member)> Inside =>
        _members.Index().Where(pair => pair.Item is not null).Select(pair => (pair.Index, pair.Item!));

    /// <summary>Those who are still there.</summary>
    public IEnumerable<(int Number, IMember Member)> Connected => Inside.Where(one => one.Member.Fault is null);

    /// <summary>From the first one's knock until the last one was in.</summary>
    public TimeSpan AllInAfter { get; private set; }

    /// <summary>How often each thing went wrong, by what was first said of it.</summary>
    public IReadOnlyDictionary<string, int> Faults
    {
        get
        {
            var all = new Dictionary<string, int>(_faults);
            foreach (var lost in Inside.Where(one => one.Member.Fault is not null).CountBy(one => one.Member.Fault!))
                all[lost.Key] = all.GetValueOrDefault(lost.Key) + lost.Value;
            return all;
        }
    }

    /// <param name="perSecond">How many set out each second; where the server is slower, they wait for each other.</param>
    /// <param name="come">Ends when this one is in.</param>
    public static async Task<Crowd> GatherAsync(int people, double perSecond, Func<int, Task<IMember>> come)
    {
        var crowd = new Crowd(people);
        using var door = new SemaphoreSlim(MostAtTheDoor);
        var started = Stopwatch.GetTimestamp();
        var coming = new List<Task>();
        for (var number = 0; number < people; number++)
        {
            await Pace.UntilAsync(started, TimeSpan.FromSeconds(number / perSecond));
            await door.WaitAsync();
            coming.Add(crowd.ComeAsync(number, come, door));
        }
        await Task.WhenAll(coming);
        crowd.AllInAfter = Stopwatch.GetElapsedTime(started);
        return crowd;
    }

    /// <summary>Has each of those who are there do something, some at a time; who fails is counted.</summary>
    public Task EachAsync(Func<IMember, Task> act) => Parallel.ForEachAsync(Connected.ToList(), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (one, _) =>
    {
        try
        {
            await act(one.Member);
        }
        catch (Exception e)
        {
            Note(e.Message);
        }
    });

    public async ValueTask DisposeAsync() =>
        await Parallel.ForEachAsync(Inside.ToList(), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (one, _) => await one.Member.DisposeAsync());

    private async Task ComeAsync(int number, Func<int, Task<IMember>> come, SemaphoreSlim door)
    {
        try
        {
            _members[number] = await come(number);
        }
        catch (Exception e)
        {
            // Whatever it is, the others go on.
            Note($"Not in: {e.Message}");
        }
        finally
        {
            door.Release();
        }
    }

    private void Note(string fault) => _faults.AddOrUpdate(fault, 1, (_, count) => count + 1);
}
