using System.Diagnostics;
using System.Globalization;
using Amazon.Runtime;
using Amazon.S3;
using OnlineMeetings.Files;

namespace OnlineMeetings.Tests.Files;

/// <summary>A real S3-compatible server (Swift) on a free port and in a folder of its own. One is shared by the run; each test has its own bucket.</summary>
public sealed class S3Server : IDisposable
{
    private const string AccessKey = "meetings:tests";
    public const string SecretKey = "secret";

    private static readonly Lazy<Task<S3Server>> _shared = new(StartSharedAsync);
    private static int _buckets;

    private readonly string _folder = Directory.CreateTempSubdirectory("s3-").FullName;
    private readonly int _port = TestServer.FreePort();
    private readonly Process _process;
    private readonly AmazonS3Client _s3;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private S3Server()
    {
        _process = Process.Start(new ProcessStartInfo(
            "/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "Files", "s3_server.py"), _port.ToString(CultureInfo.InvariantCulture), _folder])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var words = new List<string>();
        _process.OutputDataReceived += (_, said) =>
        {
            if (said.Data == "ready")
                _ready.TrySetResult();
            else if (said.Data is null)
                _ready.TrySetException(new InvalidOperationException($"The S3 server did not start: {string.Join('\n', words)}"));
        };
        _process.ErrorDataReceived += (_, said) => words.Add(said.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _s3 = new AmazonS3Client(new BasicAWSCredentials(AccessKey, SecretKey), new AmazonS3Config
        {
            ServiceURL = Address,
            ForcePathStyle = true,
            AuthenticationRegion = "us-east-1",
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        });
    }

    private string Address => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}");

    /// <summary>Skips the test where the program is missing.</summary>
    public static void MustBeHere() => Assert.SkipUnless(
        Directory.Exists("/usr/lib/python3/dist-packages/swift"), "There is no Swift (python3-swift) on this machine; ./test.sh installs it on Debian.");

    /// <summary>A server of the test's own, to be stopped by it.</summary>
    public static async Task<S3Server> StartAsync()
    {
        MustBeHere();
        var server = new S3Server();
        await server._ready.Task;
        return server;
    }

    /// <summary>A new bucket on the server that all share.</summary>
    public static async Task<TestBucket> NewBucketAsync()
    {
        MustBeHere();
        return await (await _shared.Value).BucketAsync();
    }

    /// <summary>A new bucket on this server.</summary>
    public Task<TestBucket> BucketAsync() => TestBucket.MakeAsync(_s3, new S3Options
    {
        Bucket = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref _buckets)}"),
        Endpoint = new Uri(Address),
        AccessKey = AccessKey,
        SecretKey = SecretKey,
    });

    /// <summary>May be called before the test ends, for what happens without it.</summary>
    public void Dispose()
    {
        if (!Directory.Exists(_folder))
            return;
        // It ends with its input.
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        _s3.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<S3Server> StartSharedAsync()
    {
        var server = await StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Dispose();
        return server;
    }
}
