using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Data;

namespace OnlineMeetings.Files;

/// <summary>Deletes the folders of files whose meeting is gone and that could not be deleted with it.</summary>
internal sealed partial class FolderSweep(IDbContextFactory<MeetingsDb> dbs, IFileStore store, ILogger<FolderSweep> log)
{
    public async Task SweepAsync(CancellationToken ct)
    {
        // Listed first: a folder is made only for a meeting that is kept already.
        var folders = await store.MeetingsAsync(ct);
        await using var db = await dbs.CreateDbContextAsync(ct);
        // An empty database beside full folders is a mistake of the configuration or a restore under way, no reason to delete.
        var kept = await db.Meetings.Select(m => m.Id).ToHashSetAsync(ct);
        if (kept.Count == 0)
            return;
        var gone = folders.Where(meeting => !kept.Contains(meeting)).ToList();
        foreach (var meeting in gone)
            await store.DeleteAllAsync(meeting, ct);
        if (gone.Count > 0)
            FoldersSwept(log, gone.Count);
    }

    [LoggerMessage(LogLevel.Information, "Deleted the files of {Count} meetings that are gone.")]
    private static partial void FoldersSwept(ILogger log, int count);
}
