namespace OnlineMeetings.Files;

/// <summary>The bytes of an upload as they come in: the first are judged before any is given on, all are counted.</summary>
/// <param name="accepts">Judges the first bytes; throws to refuse them.</param>
public sealed class Incoming(Stream source, long maxBytes, Action<ReadOnlyMemory<byte>> accepts)
{
    /// <summary>How many are judged, and counted, at once.</summary>
    public const int AtOnce = 80 * 1024;

    /// <summary>How many have come so far.</summary>
    public long Length { get; private set; }

    /// <summary>The first bytes, as many as are needed to judge them again.</summary>
    public ReadOnlyMemory<byte> Head { get; private set; }

    /// <summary>Fills the buffer as far as there are bytes.</summary>
    /// <returns>How many; 0 at the end.</returns>
    /// <exception cref="FileRefusedException">Nothing came at all, more than is allowed, or it was cut off.</exception>
    public async Task<int> FillAsync(Memory<byte> buffer, CancellationToken ct)
    {
        var filled = 0;
        while (filled < buffer.Length && await NextAsync(buffer[filled..Math.Min(filled + AtOnce, buffer.Length)], ct) is > 0 and var read)
            filled += read;
        return Length > 0 ? filled : throw new FileRefusedException(FileRefusal.Empty);
    }

    private async Task<int> NextAsync(Memory<byte> buffer, CancellationToken ct)
    {
        var read = await ReadAsync(buffer, ct);
        if (Length == 0 && read > 0)
        {
            accepts(buffer[..read]);
            Head = buffer[..Math.Min(read, BlockedKinds.HeadLength)].ToArray();
        }
        Length += read;
        return Length <= maxBytes ? read : throw new FileRefusedException(FileRefusal.TooLarge, maxBytes);
    }

    // Fills the buffer, so that what is judged first is not a single byte that came alone.
    private async Task<int> ReadAsync(Memory<byte> buffer, CancellationToken ct)
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
}
