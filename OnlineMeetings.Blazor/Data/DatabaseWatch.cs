using System.Net.Sockets;
using Npgsql;
using OnlineMeetings.Cluster;

namespace OnlineMeetings.Data;

/// <summary>The database went away from this server, or came back.</summary>
[GenerateSerializer, Immutable]
public sealed record DatabaseMoved : ServerNews;

/// <summary>
/// Knows whether the database server can be reached. It is asked only after it has failed somebody, who then waits here for its return instead of
/// failing as well.
/// </summary>
public sealed partial class DatabaseWatch(string connection, Bulletin bulletin, IHostApplicationLifetime life, ILogger<DatabaseWatch> log)
{
    /// <summary>So long somebody waits; what takes longer fails.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>idle_in_transaction_session_timeout, which <see cref="DatabaseOptions"/> asks for: what was begun was not kept.</summary>
    private const string IdleInTransaction = "25P03";

    private static readonly TimeSpan _askEvery = TimeSpan.FromMilliseconds(500);

    // A connection of its own: those of the pool are broken, and don't know it.
    private readonly string _asking = new NpgsqlConnectionStringBuilder(connection) { Pooling = false, Timeout = 2, CommandTimeout = 2 }.ConnectionString;
    private readonly Lock _lock = new();
    private Task? _return;

    /// <summary>When that changes, <see cref="DatabaseMoved"/> is told.</summary>
    public bool IsAway { get; private set; }

    /// <summary>Ends when the database answers, after it failed somebody.</summary>
    /// <exception cref="TimeoutException">It did not within <see cref="Patience"/>.</exception>
    public Task UntilBackAsync(CancellationToken ct)
    {
        lock (_lock)
        {
            if (_return is null or { IsCompleted: true })
                _return = Task.Run(AskUntilItAnswersAsync, CancellationToken.None);
            return _return.WaitAsync(Patience, ct);
        }
    }

    /// <summary>Whether something failed because the server is away or going, and not for what was asked of it.</summary>
    internal static bool SaysAway(Exception e) => e switch
    {
        PostgresException { SqlState: var state } =>
            state is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
                or IdleInTransaction,
        SocketException => true,
        NpgsqlException { InnerException: IOException or SocketException or TimeoutException } => true,
        { InnerException: { } inner } => SaysAway(inner),
        _ => false,
    };

    private async Task AskUntilItAnswersAsync()
    {
        while (!await AnswersAsync(life.ApplicationStopping))
        {
            Note(isAway: true);
            await Task.Delay(_askEvery, life.ApplicationStopping);
        }
        if (!IsAway)
            return;
        await using (var broken = new NpgsqlConnection(connection))
            NpgsqlConnection.ClearPool(broken);
        Note(isAway: false);
    }

    /// <summary>Asks it now; nobody is told what comes of it.</summary>
    internal async Task<bool> AnswersAsync(CancellationToken ct)
    {
        try
        {
            await using var database = new NpgsqlConnection(_asking);
            await database.OpenAsync(ct);
            await using var question = new NpgsqlCommand("SELECT 1", database);
            await question.ExecuteNonQueryAsync(ct);
            return true;
        }
        catch (PostgresException e) when (!SaysAway(e))
        {
            // It is there, and refuses us: so it will whoever waited, who then hears why.
            return true;
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }

    private void Note(bool isAway)
    {
        if (IsAway == isAway)
            return;
        IsAway = isAway;
        if (isAway)
            WentAway(log);
        else
            CameBack(log);
        bulletin.Show(new DatabaseMoved());
    }

    [LoggerMessage(LogLevel.Error, "The database can't be reached. Whoever needs it waits")]
    private static partial void WentAway(ILogger log);

    [LoggerMessage(LogLevel.Warning, "The database is back")]
    private static partial void CameBack(ILogger log);
}
