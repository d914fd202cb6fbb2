namespace OnlineMeetings.Hosting;

/// <summary>Counts the open connections of each owner. A page in a tab has one; one that dropped is over, and counts again when it is back.</summary>
internal sealed class OpenConnections
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ConnectionOwner, int> _open = [];

    public int Of(ConnectionOwner owner)
    {
        lock (_lock)
            return _open.GetValueOrDefault(owner);
    }

    public bool HasRoomFor(ConnectionOwner owner) => Of(owner) < owner.Limit;

    /// <summary>Null where the owner has as many as they may. Dispose it when the connection is closed.</summary>
    public OpenConnection? Open(ConnectionOwner owner)
    {
        lock (_lock)
        {
            if (_open.GetValueOrDefault(owner) >= owner.Limit)
                return null;
            Change(owner, 1);
            return new OpenConnection(this, owner);
        }
    }

    /// <summary>Counts a connection for somebody else, or for nobody any more.</summary>
    internal void Move(ConnectionOwner from, ConnectionOwner? to)
    {
        lock (_lock)
        {
            Change(from, -1);
            if (to is { } owner)
                Change(owner, 1);
        }
    }

    private void Change(ConnectionOwner owner, int by)
    {
        var open = _open.GetValueOrDefault(owner) + by;
        if (open > 0)
            _open[owner] = open;
        else
            _open.Remove(owner);
    }
}

/// <summary>One connection that counts until it is disposed.</summary>
internal sealed class OpenConnection(OpenConnections all, ConnectionOwner owner) : IDisposable
{
    private readonly Lock _lock = new();
    private ConnectionOwner? _owner = owner;

    /// <summary>Who came without a name has one now. Their limit holds for the next connection.</summary>
    public void BelongsTo(ConnectionOwner owner) => Move(owner);

    public void Dispose() => Move(null);

    private void Move(ConnectionOwner? to)
    {
        lock (_lock)
        {
            if (_owner is not { } from)
                return;
            all.Move(from, to);
            _owner = to;
        }
    }
}
