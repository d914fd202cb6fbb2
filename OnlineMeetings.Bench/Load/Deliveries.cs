using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OnlineMeetings.Bench.Load;

/// <summary>
/// Which message reached whom, how often, and after how long. A message begins with a mark and its number: a text that begins so is the
/// message itself, while what only tells of it (the notice "Ana: …") begins with the author's name. Each person's news come one after
/// another; those of different people at the same time.
/// </summary>
internal sealed class Deliveries
{
    private const int Digits = 6;
    private const string MarkBegins = "load-";
    private const string Filler = " and this is what somebody wrote to all the others, as long as two lines of a chat are, no more, no less";

    private readonly int _first;
    private readonly long[] _sentAt;
    private readonly bool[] _isStored;
    private readonly byte[][] _seen;
    private readonly List<float>[] _times;

    /// <param name="warmUp">So many of the messages come before those that count.</param>
    public Deliveries(int people, int messages, int warmUp)
    {
        _first = warmUp;
        _sentAt = new long[messages];
        _isStored = new bool[messages];
        _seen = [.. Enumerable.Range(0, people).Select(_ => new byte[messages])];
        _times = [.. Enumerable.Range(0, people).Select(_ => new List<float>(messages))];
        Mark = Encoding.UTF8.GetBytes($"{MarkBegins}{RandomNumberGenerator.GetHexString(4, lowercase: true)}-");
    }

    /// <summary>With this each message begins.</summary>
    public byte[] Mark { get; }

    /// <summary>How many that count the server took: it said so, or showed them to somebody.</summary>
    public int Stored => Counted.Count(message => _isStored[message]);

    private IEnumerable<int> Counted => Enumerable.Range(_first, _sentAt.Length - _first);

    public string TextOf(int message) => Encoding.UTF8.GetString(Mark) + message.ToString($"D{Digits}", CultureInfo.InvariantCulture) + Filler;

    /// <summary>From here on its time runs.</summary>
    public void Send(int message) => Volatile.Write(ref _sentAt[message], Stopwatch.GetTimestamp());

    public void IsStored(int message) => _isStored[message] = true;

    /// <summary>A text came to somebody, which may be a message or not.</summary>
    /// <param name="at">When it came, in the stopwatch's ticks.</param>
    public void Hear(int person, ReadOnlySpan<byte> text, long at)
    {
        if (!text.StartsWith(Mark) || !Utf8Parser.TryParse(text.Slice(Mark.Length, Digits), out int message, out _))
            return;
        _isStored[message] = true;
        if (_seen[person][message]++ == 0 && message >= _first)
            _times[person].Add((float)Stopwatch.GetElapsedTime(Volatile.Read(ref _sentAt[message]), at).TotalMilliseconds);
    }

    /// <summary>How often one of these people has not seen one of the messages that count, until now.</summary>
    public int LostBy(IReadOnlyCollection<int> people) => MissingBy(people, Counted);

    /// <summary>The same of those before.</summary>
    public int MissingOfWarmUpBy(IReadOnlyCollection<int> people) => MissingBy(people, Enumerable.Range(0, _first));

    private int MissingBy(IReadOnlyCollection<int> people, IEnumerable<int> messages)
    {
        int[] stored = [.. messages.Where(message => _isStored[message])];
        return people.Sum(person => stored.Count(message => _seen[person][message] == 0));
    }

    /// <summary>How often somebody of these was shown a message once more.</summary>
    public int DoubledFor(IReadOnlyCollection<int> people) => people.Sum(person => Counted.Sum(message => Math.Max(0, _seen[person][message] - 1)));

    /// <summary>Milliseconds from the call that sends a message to the arrival of what shows it, of each message at each of these.</summary>
    public Latencies TimesOf(IReadOnlyCollection<int> people) => Latencies.Of(people.SelectMany(person => _times[person]));
}
