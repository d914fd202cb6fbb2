using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OnlineMeetings.Files;
using OnlineMeetings.Meetings;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Files;

/// <summary>What only a bucket has: parts, the way to it, a reader that asks late.</summary>
public sealed class BucketTests : IDisposable
{
    private const int Large = 20_000_000;

    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private readonly MeetingId _meeting = MeetingId.New();
    private readonly KeptLog _log = new();
    private readonly ILoggerFactory _logs;

    public BucketTests() => _logs = LoggerFactory.Create(logging => logging.AddProvider(_log));

    public void Dispose() => _logs.Dispose();

    [Fact]
    public async Task A_large_file_is_never_in_memory_whole()
    {
        var bucket = await S3Server.NewBucketAsync();
        var most = 0L;
        var source = new Watched(new byte[Large], async given => most = Math.Max(most, given - await bucket.ArrivedAsync()));

        await using var received = await bucket.Store().ReceiveAsync(_meeting, source, Large, _ => { }, _ct);

        Assert.Equal(Large, await bucket.ArrivedAsync());
        Assert.InRange(most, 1, S3FileStore.PartBytes);
    }

    [Fact]
    public async Task A_large_file_is_no_file_before_it_has_its_place()
    {
        var bucket = await S3Server.NewBucketAsync();
        await using var received = await bucket.Store().ReceiveAsync(_meeting, new MemoryStream(new byte[Large]), Large, _ => { }, _ct);
        Assert.Empty(await bucket.FilesAsync());

        await received.PlaceAsync();

        Assert.Equal([StoreInTest.NameOf(_meeting, received.Id)], await bucket.FilesAsync());
    }

    [Fact]
    public async Task More_files_than_are_listed_at_once_are_all_found()
    {
        var bucket = await S3Server.NewBucketAsync();
        var store = new S3FileStore(new Bucket(bucket.Options, _logs.CreateLogger<Bucket>()) { PageSize = 2 });
        for (var i = 0; i < 5; i++)
        {
            await bucket.LeaveAsync(StoreInTest.NameOf(MeetingId.New()), whole: true, StoreInTest.Old);
            await bucket.LeaveAsync(StoreInTest.NameOf(MeetingId.New()), whole: false, StoreInTest.Old);
        }
        Assert.Equal(5, (await store.MeetingsAsync(_ct)).Count);

        Assert.Equal(10, await store.SweepAsync(default, _ => Task.FromResult<IReadOnlySet<Guid>>(new HashSet<Guid>()), _ct));

        Assert.Empty(await bucket.FilesAsync());
        Assert.Empty(await bucket.UnfinishedAsync());
    }

    [Fact]
    public async Task Nothing_is_asked_for_before_the_first_byte_is_wanted()
    {
        using var server = await S3Server.StartAsync();
        var store = (await server.BucketAsync()).Store(_logs.CreateLogger<Bucket>());
        await using var received = await store.ReceiveAsync(_meeting, new MemoryStream(new byte[10]), 10, _ => { }, _ct);
        await using var stream = await store.OpenAsync(_meeting, received.Id, _ct);
        server.Dispose();

        Assert.Equal(10, stream!.Length);
        stream.Position = 5;

        await Assert.ThrowsAsync<FileRefusedException>(async () => await stream.ReadExactlyAsync(new byte[1], _ct));
    }

    [Fact]
    public async Task A_storage_that_is_away_is_logged_once_until_it_answers_and_without_secrets()
    {
        using var server = await S3Server.StartAsync();
        var store = (await server.BucketAsync()).Store(_logs.CreateLogger<Bucket>());
        server.Dispose();

        foreach (var _ in Enumerable.Range(0, 2))
            Assert.Equal(FileRefusal.StorageAway, await RefusedAsync(store));
        await Assert.ThrowsAsync<FileRefusedException>(() => store.OpenAsync(_meeting, Guid.NewGuid(), _ct));

        var line = Assert.Single(_log.Lines);
        Assert.StartsWith("The storage for files does not answer as it should: Connection refused", line, StringComparison.Ordinal);
        Assert.DoesNotContain(S3Server.SecretKey, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_and_a_bucket_that_is_not_there_are_told_by_the_storages_own_name_for_it()
    {
        var bucket = await S3Server.NewBucketAsync();

        Assert.Equal(FileRefusal.StorageAway, await RefusedAsync(new S3FileStore(new Bucket(bucket.Options with { SecretKey = "another" }, _logs.CreateLogger<Bucket>()))));
        Assert.Equal(FileRefusal.StorageAway, await RefusedAsync(new S3FileStore(new Bucket(bucket.Options with { Bucket = "nowhere" }, _logs.CreateLogger<Bucket>()))));

        Assert.Contains("SignatureDoesNotMatch", _log.Lines.First(), StringComparison.Ordinal);
        Assert.Contains("NoSuchBucket", _log.Lines.Last(), StringComparison.Ordinal);
        Assert.DoesNotContain(_log.Lines, line => line.Contains("another", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(HttpStatusCode.InsufficientStorage, "XMinioStorageFull", FileRefusal.DiskFull)]
    [InlineData(HttpStatusCode.Forbidden, "QuotaExceeded", FileRefusal.DiskFull)]
    [InlineData(HttpStatusCode.Forbidden, "AccessDenied", FileRefusal.StorageAway)]
    public async Task A_storage_without_room_is_said_to_be_full(HttpStatusCode status, string code, FileRefusal why)
    {
        await using var full = await AnsweringAsync(status, $"<Error><Code>{code}</Code><Message>No.</Message></Error>");
        var options = new S3Options { Bucket = "bucket", Endpoint = new Uri(full.Urls.Single()), AccessKey = "ana", SecretKey = "hush" };

        Assert.Equal(why, await RefusedAsync(new S3FileStore(new Bucket(options, _logs.CreateLogger<Bucket>()))));

        Assert.Contains(code, Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_storage_that_says_nothing_is_not_waited_for_for_ever()
    {
        await using var silent = await AnsweringAsync(HttpStatusCode.OK, "", Task.Delay(Timeout.InfiniteTimeSpan, _ct));
        var options = new S3Options { Bucket = "bucket", Endpoint = new Uri(silent.Urls.Single()), AccessKey = "ana", SecretKey = "hush" };

        Assert.Equal(FileRefusal.StorageAway, await RefusedAsync(new S3FileStore(
            new Bucket(options, _logs.CreateLogger<Bucket>()) { Patience = TimeSpan.FromMilliseconds(300) })));
    }

    [Fact]
    public async Task What_is_taken_over_twice_is_sent_once()
    {
        var bucket = await S3Server.NewBucketAsync();
        var (store, file) = (bucket.Store(), Guid.NewGuid());

        Assert.True(await store.TakeOverAsync(_meeting, file, new MemoryStream(new byte[10]), _ct));
        Assert.False(await store.TakeOverAsync(_meeting, file, new MemoryStream(new byte[10]), _ct));
        Assert.True(await store.TakeOverAsync(_meeting, file, new MemoryStream(new byte[Large]), _ct));

        await using var stream = await store.OpenAsync(_meeting, file, _ct);
        Assert.Equal(Large, stream!.Length);
    }

    private static async Task<WebApplication> AnsweringAsync(HttpStatusCode status, string words, Task? after = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async http =>
        {
            await (after ?? Task.CompletedTask).WaitAsync(http.RequestAborted);
            http.Response.StatusCode = (int)status;
            http.Response.ContentType = "application/xml";
            await http.Response.WriteAsync(words);
        });
        await app.StartAsync();
        return app;
    }

    private async Task<FileRefusal> RefusedAsync(S3FileStore store) => (await Assert.ThrowsAsync<FileRefusedException>(
        () => store.ReceiveAsync(_meeting, new MemoryStream(new byte[10]), 10, _ => { }, _ct))).Why;

    /// <summary>Tells before every half megabyte how much it has given.</summary>
    private sealed class Watched(byte[] bytes, Func<long, Task> watch) : MemoryStream(bytes)
    {
        private const int Step = 512 * 1024;
        private long _next = Step;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position >= _next)
            {
                _next += Step;
                await watch(Position);
            }
            return await base.ReadAsync(buffer, cancellationToken);
        }
    }
}
