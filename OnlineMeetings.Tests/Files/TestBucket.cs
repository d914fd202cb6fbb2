using System.Globalization;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OnlineMeetings.Files;

namespace OnlineMeetings.Tests.Files;

/// <summary>A bucket on a real server, as it is seen from outside the program.</summary>
public sealed class TestBucket
{
    private readonly AmazonS3Client _s3;
    private readonly S3Options _options;

    private TestBucket(AmazonS3Client s3, S3Options options) => (_s3, _options) = (s3, options);

    /// <summary>As the program is configured to reach it.</summary>
    internal S3Options Options => _options;

    /// <summary>Those of a server that keeps its files here.</summary>
    public (string Key, string Value)[] Settings =>
    [
        ("Files:Store", "S3"), ("Files:S3:Bucket", _options.Bucket), ("Files:S3:Endpoint", _options.Endpoint!.ToString()),
        ("Files:S3:AccessKey", _options.AccessKey), ("Files:S3:SecretKey", _options.SecretKey),
    ];

    internal static async Task<TestBucket> MakeAsync(AmazonS3Client s3, S3Options options)
    {
        await s3.PutBucketAsync(options.Bucket);
        return new TestBucket(s3, options);
    }

    /// <summary>A store of the program that keeps its files here.</summary>
    internal S3FileStore Store(ILogger<Bucket>? log = null) => new(new Bucket(_options, log ?? NullLogger<Bucket>.Instance));

    /// <summary>The keys of the files that are whole.</summary>
    public async Task<IReadOnlyList<string>> FilesAsync()
    {
        var page = await _s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = _options.Bucket });
        return [.. (page.S3Objects ?? []).Select(found => found.Key).Where(key => key.Contains('/', StringComparison.Ordinal))];
    }

    /// <summary>The keys of the files that are not whole yet.</summary>
    public async Task<IReadOnlyList<string>> UnfinishedAsync() => [.. (await UploadsAsync()).Select(upload => upload.Key)];

    /// <summary>How many bytes of unfinished files have arrived.</summary>
    public async Task<long> ArrivedAsync()
    {
        var arrived = 0L;
        foreach (var upload in await UploadsAsync())
        {
            var parts = await _s3.ListPartsAsync(_options.Bucket, upload.Key, upload.UploadId);
            arrived += (parts.Parts ?? []).Sum(part => part.Size.GetValueOrDefault());
        }
        return arrived;
    }

    /// <summary>Leaves something behind that is as old as this.</summary>
    public async Task LeaveAsync(string key, bool whole, TimeSpan age)
    {
        if (whole)
            await _s3.PutObjectAsync(Aged(new PutObjectRequest { BucketName = _options.Bucket, Key = key, ContentBody = "x", UseChunkEncoding = false }, age));
        else
            await _s3.InitiateMultipartUploadAsync(Aged(new InitiateMultipartUploadRequest { BucketName = _options.Bucket, Key = key }, age));
    }

    private async Task<List<MultipartUpload>> UploadsAsync() => (await _s3.ListMultipartUploadsAsync(_options.Bucket)).MultipartUploads ?? [];

    private static PutObjectRequest Aged(PutObjectRequest request, TimeSpan age)
    {
        request.Headers["X-Age"] = AgeOf(age);
        return request;
    }

    private static InitiateMultipartUploadRequest Aged(InitiateMultipartUploadRequest request, TimeSpan age)
    {
        request.Headers["X-Age"] = AgeOf(age);
        return request;
    }

    private static string AgeOf(TimeSpan age) => age.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
}
