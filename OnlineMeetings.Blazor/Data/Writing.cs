using System.Data;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace OnlineMeetings.Data;

/// <summary>
/// The way to write: one serializable transaction on a context of its own, so that what it read and decided by still holds when it
/// is kept, whoever writes at the same time. One writer at a time where the engine wants that.
/// </summary>
public static class Writing
{
    private const int MostTries = 20;
    private const int LongestPause = 200;

    /// <summary>
    /// Does the work in one transaction and saves what it changed. When the work throws, nothing was written. Where another writer came
    /// first the work is done again on a new context: it changes nothing but its context before it ends.
    /// </summary>
    public static async Task<T> WriteAsync<T>(
        this IDbContextFactory<MeetingsDb> dbs, Func<MeetingsDb, Task<T>> work, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            try
            {
                return await WriteOnceAsync(db, work, tries - 1, ct);
            }
            catch (Exception e) when (tries < MostTries && db.WasOvertaken(e))
            {
                await Task.Delay(RandomNumberGenerator.GetInt32(Math.Min(LongestPause, 4 << tries)), ct);
            }
        }
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public static Task WriteAsync(this IDbContextFactory<MeetingsDb> dbs, Func<MeetingsDb, Task> work, CancellationToken ct) =>
        dbs.WriteAsync(async db => { await work(db); return true; }, ct);

    private static async Task<T> WriteOnceAsync<T>(MeetingsDb db, Func<MeetingsDb, Task<T>> work, int overtaken, CancellationToken ct)
    {
        using var turn = await db.WriteTurnAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, ct);
        await db.QueueAsync(overtaken, ct);
        var result = await work(db);
        await db.SaveChangesAsync(ct);
        // All is done: whoever goes now gets it kept, and it is no fault of the database that they went.
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }
}
