using System.Net;
using OnlineMeetings.Cluster;
using OnlineMeetings.Hosting;

namespace OnlineMeetings.Accounts;

/// <summary>Somebody gave a wrong answer at one of the servers.</summary>
[GenerateSerializer, Immutable]
public sealed record WrongGuess(string Network, string Thing) : ServerNews;

/// <summary>
/// Makes guessing hopeless: of the wrong answers that one address gives to one thing, ten are checked in ten minutes, and
/// after five within a minute only one every five seconds. Right answers don't count. Other addresses are not held up.
/// Wrong is wrong at all servers; only those that are being checked at this moment each server counts for itself.
/// </summary>
public sealed class GuessLimit
{
    /// <summary>How many wrong answers are checked in <see cref="Period"/>, where nothing else is said.</summary>
    public const int Allowed = 10;

    public static readonly TimeSpan Period = TimeSpan.FromMinutes(10);

    /// <summary>How long to wait between two checks, once half of the allowed ones were wrong within a minute.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan _hurry = TimeSpan.FromMinutes(1);

    // Some megabytes at the most, however many addresses somebody has.
    private const int MostKept = 20_000;

    private readonly Bulletin _bulletin;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Network, string Thing), Tries> _tries = [];

    public GuessLimit(Bulletin bulletin, TimeProvider time)
    {
        (_bulletin, _time) = (bulletin, time);
        bulletin.Read<WrongGuess>(Hear);
    }

    /// <summary>How many are remembered, for the tests.</summary>
    internal int Kept => _tries.Count;

    /// <summary>
    /// Asks for leave to check an answer. Where <see cref="Guess.RetryAfter"/> says a time, it must not be checked.
    /// While others from the same address are being checked, this waits for what comes of them.
    /// Dispose the guess when it was checked: it counts as wrong, unless <see cref="Guess.WasRight"/> was called before.
    /// </summary>
    /// <param name="thing">What is guessed at: "sign-in", "meeting 0198…".</param>
    public async Task<Guess> BeginAsync(IPAddress? address, string thing, CancellationToken ct, int allowed = Allowed)
    {
        var key = (Network.Of(address), thing);
        while (true)
        {
            Task another;
            lock (_lock)
            {
                var tries = Find(key);
                var now = _time.GetUtcNow();
                if (tries.WaitAt(now, allowed) is { } wait)
                    return new Guess(wait);
                if (tries.Pending < tries.FreeAt(now, allowed))
                {
                    tries.Pending++;
                    return new Guess(right => End(key, tries, right));
                }
                another = tries.SomethingEnded.Task;
            }
            await another.WaitAsync(ct);
        }
    }

    private void End((string Network, string Thing) key, Tries tries, bool right)
    {
        // Before it is no longer under way, so that nobody is let through in between. It is heard here as well.
        if (!right)
            _bulletin.Tell(new WrongGuess(key.Network, key.Thing));
        TaskCompletionSource ended;
        lock (_lock)
        {
            tries.Pending--;
            if (tries.IsIdle)
                _tries.Remove(key);
            ended = tries.SomethingEnded;
            tries.SomethingEnded = NewSource();
        }
        ended.SetResult();
    }

    private void Hear(WrongGuess wrong)
    {
        var now = _time.GetUtcNow();
        lock (_lock)
        {
            var tries = Find((wrong.Network, wrong.Thing));
            tries.Forget(now);
            tries.Wrong.Add(now);
        }
    }

    private Tries Find((string, string) key)
    {
        if (_tries.TryGetValue(key, out var tries))
            return tries;
        if (_tries.Count >= MostKept)
            MakeRoom();
        return _tries[key] = new Tries();
    }

    private void MakeRoom()
    {
        var now = _time.GetUtcNow();
        foreach (var (key, tries) in _tries)
        {
            tries.Forget(now);
            if (tries.IsIdle)
                _tries.Remove(key);
        }
        var tooMany = _tries.Count - MostKept + MostKept / 10;
        foreach (var (key, _) in _tries.Where(one => one.Value.Pending == 0).OrderBy(one => one.Value.Wrong[^1]).Take(tooMany).ToArray())
            _tries.Remove(key);
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Tries
    {
        /// <summary>When the wrong ones were, the oldest first.</summary>
        public List<DateTimeOffset> Wrong { get; } = [];

        public int Pending { get; set; }

        public TaskCompletionSource SomethingEnded { get; set; } = NewSource();

        public bool IsIdle => Pending == 0 && Wrong.Count == 0;

        public void Forget(DateTimeOffset now) => Wrong.RemoveAll(wrong => now - wrong >= Period);

        public TimeSpan? WaitAt(DateTimeOffset now, int allowed)
        {
            Forget(now);
            if (Wrong.Count >= allowed)
                return Wrong[0] + Period - now;
            if (!IsHurried(now, allowed) || now - Wrong[^1] >= Pause)
                return null;
            return Wrong[^1] + Pause - now;
        }

        public int FreeAt(DateTimeOffset now, int allowed) =>
            IsHurried(now, allowed) ? 1 : Math.Min(allowed - Wrong.Count, allowed / 2 - Hurried(now));

        private bool IsHurried(DateTimeOffset now, int allowed) => Hurried(now) >= allowed / 2;

        private int Hurried(DateTimeOffset now) => Wrong.Count(wrong => now - wrong < _hurry);
    }
}

/// <summary>Leave to check one answer, or the refusal of it.</summary>
public sealed class Guess : IDisposable
{
    private Action<bool>? _end;
    private bool _right;

    internal Guess(TimeSpan retryAfter) => RetryAfter = retryAfter;

    internal Guess(Action<bool> end) => _end = end;

    /// <summary>Null where the answer may be checked, else how long to wait before the next one is.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary><see cref="RetryAfter"/> in whole seconds, as the header of that name wants it.</summary>
    public int RetryAfterSeconds => (int)Math.Ceiling(RetryAfter?.TotalSeconds ?? 0);

    public void WasRight() => _right = true;

    public void Dispose()
    {
        Interlocked.Exchange(ref _end, null)?.Invoke(_right);
    }
}
