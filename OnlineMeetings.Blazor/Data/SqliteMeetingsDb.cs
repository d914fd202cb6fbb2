using Microsoft.EntityFrameworkCore;

namespace OnlineMeetings.Data;

/// <summary>The default: one file in the data folder, in WAL mode.</summary>
public sealed class SqliteMeetingsDb(DbContextOptions<SqliteMeetingsDb> options, SqliteWriteGate gate) : MeetingsDb(options)
{
    internal override Task<IDisposable?> WriteTurnAsync(CancellationToken ct) => gate.EnterAsync(ct);
}

/// <summary>
/// Lets one writer at a time to SQLite, first come first served. SQLite would serialize them too, but by polling: with
/// 20–50 writers the unlucky ones wait for seconds.
/// </summary>
public sealed class SqliteWriteGate : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task<IDisposable?> EnterAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        return new Turn(_turn);
    }

    public void Dispose() => _turn.Dispose();

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
