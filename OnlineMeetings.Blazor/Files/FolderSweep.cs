using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Data;

namespace OnlineMeetings.Files;

/// <summary>Deletes the folders of files whose meeting is gone and that could not be deleted with it.</summary>
internal sealed partial class FolderSweep(IDbContextFactory<MeetingsDb> dbs, DiskFileStore disk, ILogger<FolderSweep> log)
{
    public async Task SweepAsync(CancellationToken ct)
    {
        // Listed first: a folder is made only for a meeting that is kept already.
        var folders = disk.Meetings();
        await using var db = await dbs.CreateDbContextAsync(ct);
        // An empty database beside full folders is a mistake of the configuration or a restore under way, no reason to delete.
        var kept = await db.Meetings.Select(m => m.Id).ToHashSetAsync(ct);
        if (kept.Count == 0)
            return;
        var gone = folders.Where(meeting => !kept.Contains(meeting)).ToList();
        gone.ForEach(disk.DeleteAll);
        if (gone.Count > 0)
            FoldersSwept(log, gone.Count);
    }

    [LoggerMessage(LogLevel.Information, "Deleted the files of {Count} meetings that are gone.")]
    private static partial void FoldersSwept(ILogger log, int count);
}
