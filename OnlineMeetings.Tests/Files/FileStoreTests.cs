using OnlineMeetings.Files;
using OnlineMeetings.Hosting;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Tests.Files;

/// <summary>What holds for each store.</summary>
public abstract class FileStoreTests : IAsyncLifetime
{
    private const int Large = 20_000_000;

    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private readonly MeetingId _meeting = MeetingId.New();
    private StoreInTest _tested = null!;

    private IFileStore Store => _tested.Store;

    public async ValueTask InitializeAsync() => _tested = await BeginAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(S3FileStore.PartBytes - 1)]
    [InlineData(S3FileStore.PartBytes)]
    [InlineData(S3FileStore.PartBytes + 1)]
    [InlineData(Large)]
    public async Task What_is_wanted_stays_and_is_read_as_it_was(int length)
    {
        var bytes = Noise(length);
        Guid id;
        await using (var received = await ReceiveAsync(new MemoryStream(bytes)))
        {
            Assert.Equal(length, received.Length);
            Assert.True(bytes.AsSpan().StartsWith(received.Head.Span) && received.Head.Length > 0);
            await received.PlaceAsync();
            received.Want();
            id = received.Id;
        }
        Assert.Equal([StoreInTest.NameOf(_meeting, id)], await _tested.WholeAsync());
        Assert.Empty(await _tested.UnfinishedAsync());
        await using var stream = await Store.OpenAsync(_meeting, id, _ct);
        Assert.Equal(length, stream!.Length);
        Assert.Equal(bytes, await AllOfAsync(stream));
    }

    [Fact]
    public async Task A_file_is_read_from_anywhere()
    {
        var bytes = Noise(100_000);
        await using var stream = await Store.OpenAsync(_meeting, await KeepAsync(bytes), _ct);
        foreach (var position in new[] { 70_000, 99_999, 0, 31, 100_000 })
        {
            stream!.Position = position;
            Assert.Equal(bytes[position..], await AllOfAsync(stream));
        }
        stream!.Seek(-10, SeekOrigin.End);
        await stream.ReadExactlyAsync(new byte[4], _ct);
        Assert.Equal(bytes[^6..], await AllOfAsync(stream));
    }

    [Theory]
    [InlineData(10, false)]
    [InlineData(10, true)]
    [InlineData(Large, false)]
    [InlineData(Large, true)]
    public async Task What_nothing_refers_to_is_gone(int length, bool placed)
    {
        await using (var received = await ReceiveAsync(new MemoryStream(Noise(length))))
        {
            if (placed)
                await received.PlaceAsync();
        }
        await NothingIsThereAsync();
    }

    [Theory]
    [InlineData(0, 10, FileRefusal.Empty)]
    [InlineData(11, 10, FileRefusal.TooLarge)]
    [InlineData(Large, Large - 1, FileRefusal.TooLarge)]
    public async Task What_is_refused_leaves_nothing_behind(int length, long most, FileRefusal why)
    {
        Assert.Equal(why, await RefusedAsync(new MemoryStream(Noise(length)), most));
        await NothingIsThereAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(Large)]
    public async Task What_is_cut_off_leaves_nothing_behind(int after)
    {
        Assert.Equal(FileRefusal.CutOff, await RefusedAsync(new CutOff(Noise(after))));
        await NothingIsThereAsync();
    }

    [Fact]
    public async Task The_first_bytes_are_judged_before_more_are_asked_for()
    {
        var source = new MemoryStream(Noise(Large));
        await Assert.ThrowsAsync<FileRefusedException>(() => Store.ReceiveAsync(
            _meeting, source, Large, head => throw new FileRefusedException(head.Length >= BlockedKinds.HeadLength ? FileRefusal.Blocked : FileRefusal.Empty), _ct));
        Assert.InRange(source.Position, 1, 2 * Incoming.AtOnce);
        await NothingIsThereAsync();
    }

    [Fact]
    public async Task Who_leaves_leaves_nothing_behind()
    {
        using var gone = new CancellationTokenSource();
        var source = new CutOff(Noise(Large), gone.Cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.ReceiveAsync(_meeting, source, long.MaxValue, _ => { }, gone.Token));
        await NothingIsThereAsync();
    }

    [Fact]
    public async Task What_is_not_there_is_not_found_and_need_not_be_deleted()
    {
        Assert.Null(await Store.OpenAsync(_meeting, Guid.NewGuid(), _ct));
        await Store.DeleteAsync(_meeting, Guid.NewGuid(), _ct);
        await Store.DeleteAllAsync(_meeting, _ct);
        Assert.Empty(await Store.MeetingsAsync(_ct));
    }

    [Fact]
    public async Task A_file_is_deleted_alone_and_a_meeting_with_all_it_has()
    {
        var other = StoreInTest.NameOf(MeetingId.New());
        await _tested.LeaveAsync(other, whole: true, TimeSpan.Zero);
        var (first, second, third) = (await KeepAsync([1]), await KeepAsync([2]), await KeepAsync([3]));
        Assert.Equal(2, (await Store.MeetingsAsync(_ct)).Count);

        await Store.DeleteAsync(_meeting, first, _ct);
        Assert.Equal(Sorted(other, StoreInTest.NameOf(_meeting, second), StoreInTest.NameOf(_meeting, third)), Sorted([.. await _tested.WholeAsync()]));

        await Store.DeleteAllAsync(_meeting, _ct);
        Assert.Equal([other], await _tested.WholeAsync());
    }

    protected abstract Task<StoreInTest> BeginAsync();

    private static string[] Sorted(params string[] names) => [.. names.Order(StringComparer.Ordinal)];

    private async Task<Guid> KeepAsync(byte[] bytes)
    {
        await using var received = await ReceiveAsync(new MemoryStream(bytes));
        await received.PlaceAsync();
        received.Want();
        return received.Id;
    }

    private Task<ReceivedBytes> ReceiveAsync(Stream source, long most = long.MaxValue) => Store.ReceiveAsync(_meeting, source, most, _ => { }, _ct);

    private async Task<FileRefusal> RefusedAsync(Stream source, long most = long.MaxValue) =>
        (await Assert.ThrowsAsync<FileRefusedException>(() => ReceiveAsync(source, most))).Why;

    private async Task NothingIsThereAsync()
    {
        Assert.Empty(await _tested.WholeAsync());
        Assert.Empty(await _tested.UnfinishedAsync());
    }

    private async Task<byte[]> AllOfAsync(Stream stream)
    {
        var all = new MemoryStream();
        await stream.CopyToAsync(all, _ct);
        return all.ToArray();
    }

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Gives some bytes, and then the connection is gone.</summary>
    private sealed class CutOff(byte[] bytes, Action? gone = null) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position < Length)
                return base.ReadAsync(buffer, cancellationToken);
            gone?.Invoke();
            cancellationToken.ThrowIfCancellationRequested();
            throw new IOException("The connection was reset.");
        }
    }
}

public sealed class DiskFileStoreTests : FileStoreTests
{
    private readonly DataFolder _folder = new(Directory.CreateTempSubdirectory("meetings-test-").FullName);

    protected override Task<StoreInTest> BeginAsync() => StoreInTest.OnDiskAsync(_folder);

    public override ValueTask DisposeAsync()
    {
        Directory.Delete(_folder.Path, recursive: true);
        return base.DisposeAsync();
    }
}

public sealed class BucketFileStoreTests : FileStoreTests
{
    protected override Task<StoreInTest> BeginAsync() => StoreInTest.InBucketAsync();
}
