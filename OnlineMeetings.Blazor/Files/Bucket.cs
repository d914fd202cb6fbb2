using System.Net;
using System.Runtime.CompilerServices;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace OnlineMeetings.Files;

/// <summary>
/// The bucket of an S3-compatible storage: asks it, and makes a refusal in our words of whatever keeps it from answering. That it is away
/// is logged once, until it answers again.
/// </summary>
internal sealed partial class Bucket(S3Options options, ILogger<Bucket> log) : IDisposable
{
    private const string Clock = "clock";

    // A general one, that of Ceph, those of MinIO.
    private static readonly string[] _full = ["InsufficientStorage", "QuotaExceeded", "XMinioStorageFull", "XMinioAdminBucketQuotaExceeded"];

    private readonly AmazonS3Client _s3 = Client(options);
    private int _away;

    /// <summary>How long an answer, or the sending of one part, may take.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How many are listed by one request.</summary>
    internal int PageSize { get; init; } = 1000;

    public Task PutAsync(string key, byte[] buffer, int length, CancellationToken ct) => AskAsync(
        gone => _s3.PutObjectAsync(
            // Signed as a whole: not every storage knows Amazon's way to sign piece by piece.
            new PutObjectRequest { BucketName = options.Bucket, Key = key, InputStream = new MemoryStream(buffer, 0, length), UseChunkEncoding = false }, gone),
        ct);

    /// <summary>Begins an object that comes in parts.</summary>
    /// <returns>The upload's id.</returns>
    public async Task<string> BeginAsync(string key, CancellationToken ct) => (await AskAsync(
        gone => _s3.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest { BucketName = options.Bucket, Key = key }, gone), ct)).UploadId;

    /// <param name="number">From 1.</param>
    public async Task<PartETag> PutPartAsync(string key, string upload, int number, byte[] buffer, int length, CancellationToken ct)
    {
        var answer = await AskAsync(
            gone => _s3.UploadPartAsync(
                new UploadPartRequest
                {
                    BucketName = options.Bucket,
                    Key = key,
                    UploadId = upload,
                    PartNumber = number,
                    PartSize = length,
                    InputStream = new MemoryStream(buffer, 0, length),
                    UseChunkEncoding = false,
                },
                gone),
            ct);
        return new PartETag(number, answer.ETag);
    }

    public Task CompleteAsync(string key, string upload, List<PartETag> parts, CancellationToken ct) => AskAsync(
        gone => _s3.CompleteMultipartUploadAsync(
            new CompleteMultipartUploadRequest { BucketName = options.Bucket, Key = key, UploadId = upload, PartETags = parts }, gone),
        ct);

    /// <summary>Takes back an object whose parts are not one yet; nothing happens where there is no such upload.</summary>
    public Task AbortAsync(string key, string upload, CancellationToken ct) => AskAsync(
        gone => FoundAsync(() => _s3.AbortMultipartUploadAsync(
            new AbortMultipartUploadRequest { BucketName = options.Bucket, Key = key, UploadId = upload }, gone)),
        ct);

    /// <summary>How long an object is; null where there is none.</summary>
    public async Task<long?> LengthAsync(string key, CancellationToken ct) => (await HeadAsync(key, ct))?.ContentLength;

    /// <summary>What comes from a position on.</summary>
    /// <exception cref="FileRefusedException">Also where there is no such object any more.</exception>
    public async Task<Stream> ReadAsync(string key, long position, CancellationToken ct)
    {
        var request = new GetObjectRequest { BucketName = options.Bucket, Key = key, ByteRange = new ByteRange($"bytes={position}-") };
        var answer = await AskAsync(gone => FoundAsync(() => _s3.GetObjectAsync(request, gone)), ct);
        return answer?.ResponseStream ?? throw new FileRefusedException(FileRefusal.NoFile);
    }

    /// <summary>Nothing happens where there is no such object.</summary>
    public Task DeleteAsync(string key, CancellationToken ct) =>
        AskAsync(gone => FoundAsync(() => _s3.DeleteObjectAsync(new DeleteObjectRequest { BucketName = options.Bucket, Key = key }, gone)), ct);

    /// <summary>All objects whose key begins like this, ordered by key.</summary>
    public async IAsyncEnumerable<Found> ListAsync(string beginning, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var page in PagesAsync(new ListObjectsV2Request { BucketName = options.Bucket, Prefix = beginning, MaxKeys = PageSize }, ct))
        {
            foreach (var found in page.S3Objects ?? [])
                yield return new Found(found.Key, found.LastModified.GetValueOrDefault().ToUniversalTime());
        }
    }

    /// <summary>What stands before the first slash of the keys.</summary>
    public async IAsyncEnumerable<string> FoldersAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var page in PagesAsync(new ListObjectsV2Request { BucketName = options.Bucket, Delimiter = "/", MaxKeys = PageSize }, ct))
        {
            foreach (var folder in page.CommonPrefixes ?? [])
                yield return folder.TrimEnd('/');
        }
    }

    /// <summary>The uploads whose parts are not one yet.</summary>
    public async IAsyncEnumerable<Unfinished> UnfinishedAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var request = new ListMultipartUploadsRequest { BucketName = options.Bucket, MaxUploads = PageSize };
        while (true)
        {
            var page = await AskAsync(gone => _s3.ListMultipartUploadsAsync(request, gone), ct);
            foreach (var upload in page.MultipartUploads ?? [])
                yield return new Unfinished(upload.Key, upload.UploadId, upload.Initiated.GetValueOrDefault().ToUniversalTime());
            if (page.IsTruncated is not true)
                yield break;
            (request.KeyMarker, request.UploadIdMarker) = (page.NextKeyMarker, page.NextUploadIdMarker);
        }
    }

    /// <summary>What time it is for the storage (UTC), read off a mark that is left there: the only clock that all servers share.</summary>
    public async Task<DateTime> NowAsync(CancellationToken ct)
    {
        await PutAsync(Clock, [0], 1, ct);
        return (await HeadAsync(Clock, ct))?.LastModified?.ToUniversalTime() ?? throw new FileRefusedException(FileRefusal.StorageAway);
    }

    public void Dispose() => _s3.Dispose();

    /// <summary>What the storage, or the way to it, says itself.</summary>
    internal static string WhyOf(Exception e) => e switch
    {
        AmazonServiceException { ErrorCode.Length: > 0 } refused => $"{refused.ErrorCode}: {refused.Message}",
        OperationCanceledException => "No answer in time.",
        _ => e.GetBaseException().Message,
    };

    private static AmazonS3Client Client(S3Options options)
    {
        var config = new AmazonS3Config
        {
            // Newer kinds of checksums are not known everywhere; what is sent is signed with its hash in any case.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            ConnectTimeout = TimeSpan.FromSeconds(5),
        };
        if (options.Endpoint is { } endpoint)
            (config.ServiceURL, config.ForcePathStyle, config.AuthenticationRegion) = (endpoint.ToString(), true, options.Region);
        else
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);
        return options.AccessKey.Length > 0
            ? new AmazonS3Client(new BasicAWSCredentials(options.AccessKey, options.SecretKey), config)
            : new AmazonS3Client(config);
    }

    private Task<GetObjectMetadataResponse?> HeadAsync(string key, CancellationToken ct) => AskAsync(
        gone => FoundAsync(() => _s3.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = options.Bucket, Key = key }, gone)), ct);

    private async IAsyncEnumerable<ListObjectsV2Response> PagesAsync(ListObjectsV2Request request, [EnumeratorCancellation] CancellationToken ct)
    {
        while (true)
        {
            var page = await AskAsync(gone => _s3.ListObjectsV2Async(request, gone), ct);
            yield return page;
            if (page.IsTruncated is not true)
                yield break;
            request.ContinuationToken = page.NextContinuationToken;
        }
    }

    private static async Task<T?> FoundAsync<T>(Func<Task<T>> ask)
        where T : class
    {
        try
        {
            return await ask();
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound && e.ErrorCode != "NoSuchBucket")
        {
            return null;
        }
    }

    private async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            var answer = await ask(patience.Token);
            if (Interlocked.Exchange(ref _away, 0) == 1)
                StorageAnswers(log);
            return answer;
        }
        catch (Exception e) when (IsOfStorage(e))
        {
            // Who asked has left: that is no fault of the storage, whatever it looks like from here.
            ct.ThrowIfCancellationRequested();
            if (Interlocked.Exchange(ref _away, 1) == 0)
                StorageDoesNotAnswer(log, WhyOf(e));
            throw new FileRefusedException(IsFull(e) ? FileRefusal.DiskFull : FileRefusal.StorageAway, inner: e);
        }
    }

    private static bool IsOfStorage(Exception e) =>
        e is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or TimeoutException or OperationCanceledException;

    private static bool IsFull(Exception e) =>
        e is AmazonServiceException refused && (refused.StatusCode == HttpStatusCode.InsufficientStorage || _full.Contains(refused.ErrorCode));

    /// <param name="At">When it was written, by the storage's clock (UTC).</param>
    internal readonly record struct Found(string Key, DateTime At);

    /// <param name="At">When it was begun, by the storage's clock (UTC).</param>
    internal readonly record struct Unfinished(string Key, string Upload, DateTime At);

    [LoggerMessage(LogLevel.Error, "The storage for files does not answer as it should: {Why}")]
    private static partial void StorageDoesNotAnswer(ILogger log, string why);

    [LoggerMessage(LogLevel.Information, "The storage for files answers again.")]
    private static partial void StorageAnswers(ILogger log);
}
