using Microsoft.EntityFrameworkCore;

namespace OnlineMeetings.Data;

/// <summary>The way to write: one transaction on a context of its own, one writer at a time where the engine wants that.</summary>
public static class Writing
{
    /// <summary>Does the work in one transaction and saves what it changed. When the work throws, nothing was written.</summary>
    public static async Task<T> WriteAsync<T>(
        this IDbContextFactory<MeetingsDb> dbs, Func<MeetingsDb, Task<T>> work, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        using var turn = await db.WriteTurnAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var result = await work(db);
        await db.SaveChangesAsync(ct);
        // All is done: whoever goes now gets it kept, and it is no fault of the database that they went.
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public static Task WriteAsync(this IDbContextFactory<MeetingsDb> dbs, Func<MeetingsDb, Task> work, CancellationToken ct) =>
        dbs.WriteAsync(async db => { await work(db); return true; }, ct);
}
