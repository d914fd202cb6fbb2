using OnlineMeetings.Meetings;

namespace OnlineMeetings.Files;

/// <summary>Where the bytes of shared files are kept, under their meeting and the file's id: no name there ever holds a user's text.</summary>
public interface IFileStore
{
    /// <summary>Streams bytes into the store; they are gone again when what is returned is disposed without being wanted.</summary>
    /// <param name="accepts">Judges the first bytes; throws to refuse them.</param>
    /// <exception cref="FileRefusedException">
    /// Empty, longer than <paramref name="maxBytes"/>, cut off, or the store is full or away.
    /// </exception>
    Task<ReceivedBytes> ReceiveAsync(
        MeetingId meeting, Stream source, long maxBytes, Action<ReadOnlyMemory<byte>> accepts, CancellationToken ct);

    /// <summary>A stream that can be sought in; null where there is no such file.</summary>
    Task<Stream?> OpenAsync(MeetingId meeting, Guid file, CancellationToken ct);

    /// <summary>Nothing happens where there is no such file.</summary>
    Task DeleteAsync(MeetingId meeting, Guid file, CancellationToken ct);

    /// <summary>Deletes all bytes of a meeting that is gone.</summary>
    Task DeleteAllAsync(MeetingId meeting, CancellationToken ct);

    /// <summary>The meetings that have bytes here.</summary>
    Task<IReadOnlyList<MeetingId>> MeetingsAsync(CancellationToken ct);

    /// <summary>
    /// Deletes what an earlier run left behind: what is half-written, and whole files that <paramref name="known"/> does not name.
    /// What was written at or after <paramref name="before"/> (UTC) is an upload of this run and stays.
    /// </summary>
    /// <returns>How many were deleted.</returns>
    Task<int> SweepAsync(DateTime before, Func<MeetingId, Task<IReadOnlySet<Guid>>> known, CancellationToken ct);
}

/// <summary>Bytes that have arrived whole but belong to nothing yet.</summary>
public abstract class ReceivedBytes(MeetingId meeting, Guid id, Incoming incoming) : IAsyncDisposable
{
    private bool _wanted;

    public MeetingId Meeting => meeting;

    public Guid Id => id;

    public long Length { get; } = incoming.Length;

    /// <summary>The first bytes, as many as are needed to judge them again.</summary>
    public ReadOnlyMemory<byte> Head { get; } = incoming.Head;

    /// <summary>Gives the bytes their final place, on trial: <see cref="DisposeAsync"/> still takes them away until <see cref="Want"/>.</summary>
    public abstract Task PlaceAsync();

    /// <summary>Something refers to the bytes now; they stay.</summary>
    public void Want() => _wanted = true;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (!_wanted)
            await DiscardAsync();
    }

    protected abstract Task DiscardAsync();
}
