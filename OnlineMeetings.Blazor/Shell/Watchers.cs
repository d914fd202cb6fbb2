namespace OnlineMeetings.Shell;

/// <summary>Who wants to be called after every change of something. Used by one circuit only.</summary>
public sealed class Watchers
{
    private readonly List<Action> _all = [];

    /// <summary>Calls back until the returned watch is disposed.</summary>
    public IDisposable Add(Action changed)
    {
        _all.Add(changed);
        return new Watch(_all, changed);
    }

    public void Tell()
    {
        foreach (var changed in _all.ToArray())
            changed();
    }

    private sealed class Watch(List<Action> all, Action changed) : IDisposable
    {
        public void Dispose() => all.Remove(changed);
    }
}
