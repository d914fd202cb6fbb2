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
    /// first, or the database was away for a moment, the work is done again on a new context: it changes nothing but its context before it ends.
    /// </summary>
    public static async Task<T> WriteAsync<T>(
        this IDbContextFactory<MeetingsDb> dbs, Func<MeetingsDb, Task<T>> work, CancellationToken ct)
    {
        var patience = new Patience();
        for (var overtaken = 0; ;)
        {
            await using var db = await dbs.CreateDbContextAsync(ct);
            var isDone = false;
            try
            {
                using var turn = await db.WriteTurnAsync(ct);
                await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, ct);
                await db.QueueAsync(overtaken, ct);
                var result = await work(db);
                await db.SaveChangesAsync(ct);
                isDone = true;
                // Whoever goes now gets it kept, and it is no fault of the database that they went.
                await transaction.CommitAsync(CancellationToken.None);
                return result;
            }
            catch (Exception e) when (overtaken < MostTries && db.WasOvertaken(e))
            {
                await Task.Delay(RandomNumberGenerator.GetInt32(Math.Min(LongestPause, 8 << overtaken)), ct);
                overtaken++;
            }
            // Whether a commit that is not answered was done, nobody knows: it is not done again.
            catch (Exception e) when (!isDone)
            {
                if (!patience.Lasts() || !await db.IsBackAfterAsync(e, ct))
                    throw;
            }
        }
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public static Task WriteAsync(this IDbContextFactory<MeetingsDb> dbs, Func<MeetingsDb, Task> work, CancellationToken ct) =>
        dbs.WriteAsync(async db => { await work(db); return true; }, ct);
}
