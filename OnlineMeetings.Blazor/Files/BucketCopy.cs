using OnlineMeetings.Hosting;

namespace OnlineMeetings.Files;

/// <summary>Copies the files of a data folder into a bucket; what is there already with the same length is left as it is.</summary>
internal static class BucketCopy
{
    /// <returns>How many were sent, and how many were there already.</returns>
    public static async Task<(int Sent, int There)> RunAsync(DataFolder from, S3FileStore to, CancellationToken ct)
    {
        var (sent, there) = (0, 0);
        foreach (var path in Directory.Exists(from.Files) ? Directory.EnumerateFiles(from.Files, "*", SearchOption.AllDirectories) : [])
        {
            if (!S3FileStore.TryRead(Path.GetRelativePath(from.Files, path).Replace(Path.DirectorySeparatorChar, '/'), out var meeting, out var file))
                continue;
            await using var bytes = File.OpenRead(path);
            if (await to.TakeOverAsync(meeting, file, bytes, ct))
                sent++;
            else
                there++;
        }
        return (sent, there);
    }
}
