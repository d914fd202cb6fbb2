namespace OnlineMeetings.Files;

/// <summary>An object of a bucket, read from where it was sought; nothing is asked for before the first read.</summary>
internal sealed class ObjectStream(Bucket bucket, string key, long length) : Stream
{
    private Stream? _body;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= length || buffer.IsEmpty)
            return 0;
        _body ??= await bucket.ReadAsync(key, _position, cancellationToken);
        var read = await _body.ReadAsync(buffer, cancellationToken);
        _position += read;
        return read > 0 ? read : throw new EndOfStreamException("The storage sent less than the whole file.");
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("It comes over the network: read it asynchronously.");

    public override long Seek(long offset, SeekOrigin origin)
    {
        var position = offset + origin switch { SeekOrigin.Begin => 0, SeekOrigin.Current => _position, _ => length };
        ArgumentOutOfRangeException.ThrowIfNegative(position, nameof(offset));
        if (position != _position)
            Close(ref _body);
        return _position = position;
    }

    public override void Flush()
    {
        // Nothing is written.
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Close(ref _body);
        base.Dispose(disposing);
    }

    private static void Close(ref Stream? body)
    {
        body?.Dispose();
        body = null;
    }
}
