using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Data;

namespace OnlineMeetings.Files;

/// <summary>Once after each start: deletes the bytes that a run before left half-written or without an owner.</summary>
/// <param name="spared">How old it must be at the least, so that it is of no upload which another server has under way.</param>
internal sealed partial class FileSweep(
    IDbContextFactory<MeetingsDb> dbs, IFileStore store, TimeProvider time, ILogger<FileSweep> log, TimeSpan spared) : BackgroundService
{
    // Taken before the first upload can begin.
    private readonly DateTime _before = time.GetUtcNow().UtcDateTime - spared;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            await SweepAsync(stoppingToken);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            // Only tidying: the server serves without it, and the next start tries again.
            SweepFailed(log, e);
        }
    }

    internal async Task SweepAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        // An empty database beside full folders is a mistake of the configuration or a restore under way, no reason to delete.
        if (!await db.Meetings.AnyAsync(ct))
            return;
        var swept = await store.SweepAsync(
            _before, async meeting => (await db.Files.Where(f => f.MeetingId == meeting).Select(f => f.Id).ToListAsync(ct)).ToHashSet(), ct);
        if (swept > 0)
            FilesSwept(log, swept);
    }

    [LoggerMessage(LogLevel.Information, "Deleted {Count} files that an earlier run had left unfinished.")]
    private static partial void FilesSwept(ILogger log, int count);

    [LoggerMessage(LogLevel.Warning, "Files that an earlier run had left unfinished could not be deleted.")]
    private static partial void SweepFailed(ILogger log, Exception e);
}
