using OnlineMeetings.Meetings;

namespace OnlineMeetings.Files;

/// <summary>
/// How many uploads a person may have under way: what has not arrived whole is in no meeting's storage yet, and would else fill
/// the disk beside it.
/// </summary>
public sealed class UploadsUnderWay
{
    /// <summary>For one person, in all meetings together. The browser's panel sends one after the other.</summary>
    public const int Most = 5;

    private readonly Dictionary<PersonId, int> _running = [];
    private readonly Lock _lock = new();

    /// <summary>Begins one, which ends when what is returned is disposed.</summary>
    /// <exception cref="FileRefusedException">The person has as many as are allowed.</exception>
    public IDisposable Begin(PersonId person)
    {
        lock (_lock)
        {
            var running = _running.GetValueOrDefault(person);
            if (running >= Most)
                throw new FileRefusedException(FileRefusal.TooMany, Most);
            _running[person] = running + 1;
        }
        return new Upload(this, person);
    }

    private void End(PersonId person)
    {
        lock (_lock)
        {
            if (--_running[person] == 0)
                _running.Remove(person);
        }
    }

    private sealed class Upload(UploadsUnderWay all, PersonId person) : IDisposable
    {
        public void Dispose() => all.End(person);
    }
}
