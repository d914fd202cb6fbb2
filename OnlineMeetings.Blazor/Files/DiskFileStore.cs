using System.Buffers;
using OnlineMeetings.Hosting;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Files;

/// <summary>
/// The bytes of shared files on this server's disk, in a folder a meeting, under the file's id: no path ever holds a user's text.
/// What is not whole yet has a name of its own ending in ".part".
/// </summary>
public sealed class DiskFileStore(DataFolder folder)
{
    private const string PartEnding = ".part";
    private const int BufferBytes = 80 * 1024;

    // Numbers of the system for "no space left", "quota exceeded" and "file too large for this disk" (Linux), and for the two
    // ways of Windows to say that a disk is full.
    private static readonly int[] _diskFull = [28, 122, 27, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>How a new file is opened; a test puts a full disk here.</summary>
    internal Func<string, Stream> Create { get; init; } = path =>
        new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);

    /// <summary>Streams bytes to the disk; they are gone again when what is returned is disposed without being kept.</summary>
    /// <param name="accepts">Judges the first bytes; throws to refuse them.</param>
    /// <exception cref="FileRefusedException">Empty, longer than <paramref name="maxBytes"/>, cut off, or the disk is full.</exception>
    public async Task<ReceivedBytes> ReceiveAsync(
        MeetingId meeting, Stream source, long maxBytes, Action<ReadOnlyMemory<byte>> accepts, CancellationToken ct)
    {
        Directory.CreateDirectory(FolderOf(meeting));
        var received = new ReceivedBytes(this, meeting, Guid.CreateVersion7());
        try
        {
            received.Length = await WriteAsync(PathOf(received) + PartEnding, source, maxBytes, head =>
            {
                accepts(head);
                received.Head = head[..Math.Min(head.Length, BlockedKinds.HeadLength)].ToArray();
            }, ct);
            return received;
        }
        catch (Exception e)
        {
            received.Dispose();
            if (IsDiskFull(e))
                throw new FileRefusedException(FileRefusal.DiskFull, inner: e);
            throw;
        }
    }

    /// <summary>Null where there is no such file.</summary>
    public Stream? Open(MeetingId meeting, Guid file)
    {
        try
        {
            return new FileStream(
                PathOf(meeting, file), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferBytes, useAsync: true);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public void Delete(MeetingId meeting, Guid file)
    {
        if (Directory.Exists(FolderOf(meeting)))
            File.Delete(PathOf(meeting, file));
    }

    /// <summary>Deletes all bytes of a meeting that is gone.</summary>
    public void DeleteAll(MeetingId meeting)
    {
        if (Directory.Exists(FolderOf(meeting)))
            Directory.Delete(FolderOf(meeting), recursive: true);
    }

    /// <summary>The meetings that have a folder here.</summary>
    internal IReadOnlyList<MeetingId> Meetings() => Directory.Exists(folder.Files)
        ? [.. Directory.GetDirectories(folder.Files).Where(path => Guid.TryParseExact(Path.GetFileName(path), "N", out _))
            .Select(path => new MeetingId(Guid.ParseExact(Path.GetFileName(path), "N")))]
        : [];

    /// <summary>
    /// Deletes what an earlier run left behind: half-written files, and whole ones that <paramref name="known"/> does not name.
    /// What was written at or after <paramref name="before"/> (UTC) is an upload of this run and stays.
    /// </summary>
    /// <returns>How many files were deleted.</returns>
    public async Task<int> SweepAsync(DateTime before, Func<MeetingId, Task<IReadOnlySet<Guid>>> known)
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

    internal void Keep(ReceivedBytes received) =>
        File.Move(PathOf(received) + PartEnding, PathOf(received), overwrite: false);

    internal void Discard(ReceivedBytes received)
    {
        File.Delete(PathOf(received) + PartEnding);
        File.Delete(PathOf(received));
    }

    private async Task<long> WriteAsync(
        string path, Stream source, long maxBytes, Action<ReadOnlyMemory<byte>> accepts, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            await using var file = Create(path);
            var length = 0L;
            while (await ReadAsync(source, buffer, maxBytes, ct) is > 0 and var read)
            {
                if (length == 0)
                    accepts(buffer.AsMemory(0, read));
                length += read;
                if (length > maxBytes)
                    throw new FileRefusedException(FileRefusal.TooLarge, maxBytes);
                await file.WriteAsync(buffer.AsMemory(0, read), ct);
            }
            if (length == 0)
                throw new FileRefusedException(FileRefusal.Empty);
            // On the disk before the database says that it is there.
            if (file is FileStream onDisk)
                onDisk.Flush(flushToDisk: true);
            return length;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // Fills the buffer, so that what is judged first is not a single byte that came alone.
    private static async Task<int> ReadAsync(Stream source, Memory<byte> buffer, long maxBytes, CancellationToken ct)
    {
        try
        {
            return await source.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            // The server reads ahead, so it may notice before we have counted so far.
            throw new FileRefusedException(FileRefusal.TooLarge, maxBytes, e);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new FileRefusedException(FileRefusal.CutOff, inner: e);
        }
    }

    private static bool IsDiskFull(Exception e) => e is IOException && _diskFull.Contains(e.HResult);

    internal string FolderOf(MeetingId meeting) => Path.Combine(folder.Files, meeting.ToString());

    private string PathOf(MeetingId meeting, Guid file) => Path.Combine(FolderOf(meeting), file.ToString("N"));

    private string PathOf(ReceivedBytes received) => PathOf(received.Meeting, received.Id);
}

/// <summary>Bytes that have arrived whole but belong to nothing yet.</summary>
public sealed class ReceivedBytes(DiskFileStore store, MeetingId meeting, Guid id) : IDisposable
{
    private bool _wanted;

    public MeetingId Meeting => meeting;

    public Guid Id => id;

    public long Length { get; internal set; }

    /// <summary>The first bytes, as many as are needed to judge them again.</summary>
    public ReadOnlyMemory<byte> Head { get; internal set; }

    /// <summary>Gives the bytes their final place, on trial: <see cref="Dispose"/> still takes them away until <see cref="Want"/>.</summary>
    public void Place() => store.Keep(this);

    /// <summary>Something refers to the bytes now; they stay.</summary>
    public void Want() => _wanted = true;

    public void Dispose()
    {
        if (!_wanted)
            store.Discard(this);
    }
}
