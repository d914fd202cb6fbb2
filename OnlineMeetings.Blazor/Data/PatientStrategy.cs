using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace OnlineMeetings.Data;

/// <summary>
/// Whatever reads, or begins to write, waits for a database that is away. What is in the middle of a transaction fails: <see cref="Writing"/>
/// begins it anew.
/// </summary>
internal sealed class PatientStrategy(PostgreSqlMeetingsDb db) : IExecutionStrategy
{
    // True would have EF Core read every answer whole before it gives a row of it.
    public bool RetriesOnFailure => false;

    public TResult Execute<TState, TResult>(
        TState state, Func<DbContext, TState, TResult> operation,
        Func<DbContext, TState, ExecutionResult<TResult>>? verifySucceeded) => operation(db, state);

    public async Task<TResult> ExecuteAsync<TState, TResult>(
        TState state, Func<DbContext, TState, CancellationToken, Task<TResult>> operation,
        Func<DbContext, TState, CancellationToken, Task<ExecutionResult<TResult>>>? verifySucceeded,
        CancellationToken cancellationToken = default)
    {
        for (var patience = new Patience(); ;)
        {
            try
            {
                return await operation(db, state, cancellationToken);
            }
            catch (Exception e) when (db.Database.CurrentTransaction is null)
            {
                if (!patience.Lasts() || !await db.IsBackAfterAsync(e, cancellationToken))
                    throw;
            }
        }
    }
}
