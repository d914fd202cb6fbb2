using System.Buffers;
using Amazon.S3.Model;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Files;

/// <summary>
/// The bytes of shared files in a bucket, each under "{meeting}/{file}". A large one goes there in parts as it comes, and is an object
/// only once it has its place.
/// </summary>
internal sealed class S3FileStore(Bucket bucket) : IFileStore
{
    /// <summary>How much of an upload is in memory at most; no part but the last may be smaller than 5 MiB.</summary>
    public const int PartBytes = 8 * 1024 * 1024;

    // Other servers have uploads under way in the same bucket: what is younger than this may be one of them.
    private static readonly TimeSpan _spared = TimeSpan.FromDays(1);

    public Task<ReceivedBytes> ReceiveAsync(
        MeetingId meeting, Stream source, long maxBytes, Action<ReadOnlyMemory<byte>> accepts, CancellationToken ct) =>
        ReceiveAsync(meeting, Guid.CreateVersion7(), new Incoming(source, maxBytes, accepts), ct);

    public async Task<Stream?> OpenAsync(MeetingId meeting, Guid file, CancellationToken ct) =>
        await bucket.LengthAsync(KeyOf(meeting, file), ct) is { } length ? new ObjectStream(bucket, KeyOf(meeting, file), length) : null;

    public Task DeleteAsync(MeetingId meeting, Guid file, CancellationToken ct) => bucket.DeleteAsync(KeyOf(meeting, file), ct);

    public async Task DeleteAllAsync(MeetingId meeting, CancellationToken ct)
    {
        await foreach (var found in bucket.ListAsync($"{meeting}/", ct))
            await bucket.DeleteAsync(found.Key, ct);
    }

    public async Task<IReadOnlyList<MeetingId>> MeetingsAsync(CancellationToken ct)
    {
        var meetings = new List<MeetingId>();
        await foreach (var folder in bucket.FoldersAsync(ct))
        {
            if (Guid.TryParseExact(folder, "N", out var meeting))
                meetings.Add(new MeetingId(meeting));
        }
        return meetings;
    }

    /// <inheritdoc />
    /// <remarks>Not our clock says what is old, but the storage's.</remarks>
    public async Task<int> SweepAsync(DateTime before, Func<MeetingId, Task<IReadOnlySet<Guid>>> known, CancellationToken ct)
    {
        var old = await bucket.NowAsync(ct) - _spared;
        return await SweepWholeAsync(old, known, ct) + await SweepUnfinishedAsync(old, ct);
    }

    /// <summary>Takes over a file that has its id already; nothing happens where it is here with the same length.</summary>
    /// <returns>Whether it was sent.</returns>
    internal async Task<bool> TakeOverAsync(MeetingId meeting, Guid file, Stream bytes, CancellationToken ct)
    {
        if (await bucket.LengthAsync(KeyOf(meeting, file), ct) == bytes.Length)
            return false;
        await using var received = await ReceiveAsync(meeting, file, new Incoming(bytes, long.MaxValue, _ => { }), ct);
        await received.PlaceAsync();
        received.Want();
        return true;
    }

    /// <summary>False for what is not ours in the bucket.</summary>
    internal static bool TryRead(string key, out MeetingId meeting, out Guid file)
    {
        var parts = key.Split('/');
        var isMeeting = Guid.TryParseExact(parts[0], "N", out var first);
        meeting = new MeetingId(first);
        return Guid.TryParseExact(parts[^1], "N", out file) && isMeeting && parts.Length == 2;
    }

    private static string KeyOf(MeetingId meeting, Guid file) => $"{meeting}/{file:N}";

    private async Task<ReceivedBytes> ReceiveAsync(MeetingId meeting, Guid id, Incoming incoming, CancellationToken ct)
    {
        var upload = new Upload(bucket, KeyOf(meeting, id));
        try
        {
            await upload.SendAsync(incoming, ct);
            return new BytesInBucket(upload, meeting, id, incoming);
        }
        catch
        {
            await upload.TakeBackAsync();
            throw;
        }
    }

    private async Task<int> SweepWholeAsync(DateTime old, Func<MeetingId, Task<IReadOnlySet<Guid>>> known, CancellationToken ct)
    {
        var swept = 0;
        MeetingId? of = null;
        IReadOnlySet<Guid>? wanted = null;
        await foreach (var found in bucket.ListAsync("", ct))
        {
            if (found.At >= old || !TryRead(found.Key, out var meeting, out var file))
                continue;
            if (of != meeting)
                (of, wanted) = (meeting, await known(meeting));
            if (wanted!.Contains(file))
                continue;
            await bucket.DeleteAsync(found.Key, ct);
            swept++;
        }
        return swept;
    }

    private async Task<int> SweepUnfinishedAsync(DateTime old, CancellationToken ct)
    {
        var swept = 0;
        await foreach (var upload in bucket.UnfinishedAsync(ct))
        {
            if (upload.At >= old || !TryRead(upload.Key, out _, out _))
                continue;
            await bucket.AbortAsync(upload.Key, upload.Upload, ct);
            swept++;
        }
        return swept;
    }

    /// <summary>An object on its way: by one request where it is small, else in parts.</summary>
    private sealed class Upload(Bucket bucket, string key)
    {
        private readonly List<PartETag> _parts = [];
        private string? _id;

        public async Task SendAsync(Incoming incoming, CancellationToken ct)
        {
            var (buffer, filled) = await FirstPartAsync(incoming, ct);
            if (filled < PartBytes)
                await bucket.PutAsync(key, buffer, filled, ct);
            else
                await SendPartsAsync(incoming, buffer, ct);
            // Not where it failed: a request that was given up may still read from it.
            ArrayPool<byte>.Shared.Return(buffer);
        }

        public Task PlaceAsync() => _id is null ? Task.CompletedTask : bucket.CompleteAsync(key, _id, _parts, CancellationToken.None);

        /// <summary>Also what the storage has finished without our having heard of it.</summary>
        public async Task TakeBackAsync()
        {
            try
            {
                if (_id is not null)
                    await bucket.AbortAsync(key, _id, CancellationToken.None);
                await bucket.DeleteAsync(key, CancellationToken.None);
            }
            catch (FileRefusedException)
            {
                // The bucket has written down why. What it keeps belongs to nothing, and is swept after a later start.
            }
        }

        // The buffer grows with what comes: whoever sends little, or slowly, takes little.
        private static async Task<(byte[] Buffer, int Filled)> FirstPartAsync(Incoming incoming, CancellationToken ct)
        {
            var buffer = ArrayPool<byte>.Shared.Rent(Incoming.AtOnce);
            for (var filled = 0; ;)
            {
                var size = Math.Min(buffer.Length, PartBytes);
                filled += await incoming.FillAsync(buffer.AsMemory(filled, size - filled), ct);
                if (filled < size || size == PartBytes)
                    return (buffer, filled);
                var larger = ArrayPool<byte>.Shared.Rent(size * 2);
                buffer.AsSpan(0, filled).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = larger;
            }
        }

        private async Task SendPartsAsync(Incoming incoming, byte[] buffer, CancellationToken ct)
        {
            _id = await bucket.BeginAsync(key, ct);
            for (var filled = PartBytes; filled > 0; filled = await incoming.FillAsync(buffer.AsMemory(0, PartBytes), ct))
                _parts.Add(await bucket.PutPartAsync(key, _id, _parts.Count + 1, buffer, filled, ct));
        }
    }

    private sealed class BytesInBucket(Upload upload, MeetingId meeting, Guid id, Incoming incoming) : ReceivedBytes(meeting, id, incoming)
    {
        public override Task PlaceAsync() => upload.PlaceAsync();

        protected override Task DiscardAsync() => upload.TakeBackAsync();
    }
}
