using System.Buffers;
using OnlineMeetings.Hosting;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Files;

/// <summary>
/// The bytes of shared files on this server's disk, in a folder a meeting, under the file's id.
/// What is not whole yet has a name of its own ending in ".part".
/// </summary>
public sealed class DiskFileStore(DataFolder folder) : IFileStore
{
    private const string PartEnding = ".part";
    private const int BufferBytes = 80 * 1024;

    // Numbers of the system for "no space left", "quota exceeded" and "file too large for this disk" (Linux), and for the two
    // ways of Windows to say that a disk is full.
    private static readonly int[] _diskFull = [28, 122, 27, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>How a new file is opened; a test puts a full disk here.</summary>
    internal Func<string, Stream> Create { get; init; } = path =>
        new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);

    public async Task<ReceivedBytes> ReceiveAsync(
        MeetingId meeting, Stream source, long maxBytes, Action<ReadOnlyMemory<byte>> accepts, CancellationToken ct)
    {
        Directory.CreateDirectory(FolderOf(meeting));
        var id = Guid.CreateVersion7();
        var path = PathOf(meeting, id);
        try
        {
            var incoming = new Incoming(source, maxBytes, accepts);
            await WriteAsync(path + PartEnding, incoming, ct);
            return new BytesOnDisk(path, meeting, id, incoming);
        }
        catch (Exception e)
        {
            File.Delete(path + PartEnding);
            if (IsDiskFull(e))
                throw new FileRefusedException(FileRefusal.DiskFull, inner: e);
            throw;
        }
    }

    public Task<Stream?> OpenAsync(MeetingId meeting, Guid file, CancellationToken ct) => Task.FromResult<Stream?>(Open(PathOf(meeting, file)));

    public Task DeleteAsync(MeetingId meeting, Guid file, CancellationToken ct)
    {
        if (Directory.Exists(FolderOf(meeting)))
            File.Delete(PathOf(meeting, file));
        return Task.CompletedTask;
    }

    public Task DeleteAllAsync(MeetingId meeting, CancellationToken ct)
    {
        if (Directory.Exists(FolderOf(meeting)))
            Directory.Delete(FolderOf(meeting), recursive: true);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<MeetingId>> MeetingsAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<MeetingId>>(
        Directory.Exists(folder.Files)
            ? [.. Directory.GetDirectories(folder.Files).Where(path => Guid.TryParseExact(Path.GetFileName(path), "N", out _))
                .Select(path => new MeetingId(Guid.ParseExact(Path.GetFileName(path), "N")))]
            : []);

    public async Task<int> SweepAsync(DateTime before, Func<MeetingId, Task<IReadOnlySet<Guid>>> known, CancellationToken ct)
    {
        var swept = 0;
        foreach (var ofMeeting in Directory.Exists(folder.Files) ? new DirectoryInfo(folder.Files).GetDirectories() : [])
        {
            if (!Guid.TryParseExact(ofMeeting.Name, "N", out var meeting))
                continue;
            var files = ofMeeting.GetFiles().Where(f => f.LastWriteTimeUtc < before).ToList();
            var wanted = files.Count > 0 ? await known(new MeetingId(meeting)) : null;
            foreach (var file in files.Where(f => !(Guid.TryParseExact(f.Name, "N", out var id) && wanted!.Contains(id))))
            {
                file.Delete();
                swept++;
            }
        }
        return swept;
    }

    internal string FolderOf(MeetingId meeting) => Path.Combine(folder.Files, meeting.ToString());

    private string PathOf(MeetingId meeting, Guid file) => Path.Combine(FolderOf(meeting), file.ToString("N"));

    private async Task WriteAsync(string path, Incoming incoming, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Incoming.AtOnce);
        try
        {
            await using var file = Create(path);
            while (await incoming.FillAsync(buffer, ct) is > 0 and var read)
                await file.WriteAsync(buffer.AsMemory(0, read), ct);
            // On the disk before the database says that it is there.
            if (file is FileStream onDisk)
                onDisk.Flush(flushToDisk: true);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static FileStream? Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferBytes, useAsync: true);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static bool IsDiskFull(Exception e) => e is IOException && _diskFull.Contains(e.HResult);

    private sealed class BytesOnDisk(string path, MeetingId meeting, Guid id, Incoming incoming) : ReceivedBytes(meeting, id, incoming)
    {
        public override Task PlaceAsync()
        {
            File.Move(path + PartEnding, path, overwrite: false);
            return Task.CompletedTask;
        }

        protected override Task DiscardAsync()
        {
            File.Delete(path + PartEnding);
            File.Delete(path);
            return Task.CompletedTask;
        }
    }
}
