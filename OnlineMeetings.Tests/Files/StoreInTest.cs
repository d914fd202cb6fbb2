using OnlineMeetings.Files;
using OnlineMeetings.Hosting;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Tests.Files;

/// <summary>A store of the program, and what lies in it as it is seen from outside.</summary>
public abstract class StoreInTest
{
    /// <summary>The age of what no server can have under way any more.</summary>
    public static TimeSpan Old { get; } = TimeSpan.FromDays(2);

    /// <summary>The age of what a server may have under way.</summary>
    public abstract TimeSpan Young { get; }

    public abstract IFileStore Store { get; }

    /// <summary>The names ("meeting/file") of what is whole.</summary>
    public abstract Task<IReadOnlyList<string>> WholeAsync();

    /// <summary>The same of what is not whole yet.</summary>
    public abstract Task<IReadOnlyList<string>> UnfinishedAsync();

    /// <summary>Leaves a file behind, by this name.</summary>
    public abstract Task LeaveAsync(string name, bool whole, TimeSpan age);

    public static string NameOf(MeetingId meeting, Guid? file = null) => $"{meeting}/{file ?? Guid.NewGuid():N}";

    public static Task<StoreInTest> OnDiskAsync(DataFolder folder) => Task.FromResult<StoreInTest>(new Disk(folder));

    public static async Task<StoreInTest> InBucketAsync() => new InBucket(await S3Server.NewBucketAsync());

    private sealed class Disk(DataFolder folder) : StoreInTest
    {
        private const string PartEnding = ".part";

        // After the start of the one server there is.
        public override TimeSpan Young => -TimeSpan.FromHours(1);

        public override IFileStore Store { get; } = new DiskFileStore(folder);

        public override Task<IReadOnlyList<string>> WholeAsync() => Task.FromResult<IReadOnlyList<string>>(
            [.. Names().Where(name => !name.EndsWith(PartEnding, StringComparison.Ordinal))]);

        public override Task<IReadOnlyList<string>> UnfinishedAsync() => Task.FromResult<IReadOnlyList<string>>(
            [.. Names().Where(name => name.EndsWith(PartEnding, StringComparison.Ordinal)).Select(name => name[..^PartEnding.Length])]);

        public override Task LeaveAsync(string name, bool whole, TimeSpan age)
        {
            var path = Path.Combine(folder.Files, name + (whole ? "" : PartEnding));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "x");
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow - age);
            return Task.CompletedTask;
        }

        private IEnumerable<string> Names() => Directory.Exists(folder.Files)
            ? Directory.EnumerateFiles(folder.Files, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder.Files, path))
            : [];
    }

    private sealed class InBucket(TestBucket bucket) : StoreInTest
    {
        // Of another server, long before this one's start.
        public override TimeSpan Young => TimeSpan.FromHours(23);

        public override IFileStore Store { get; } = bucket.Store();

        public override Task<IReadOnlyList<string>> WholeAsync() => bucket.FilesAsync();

        public override Task<IReadOnlyList<string>> UnfinishedAsync() => bucket.UnfinishedAsync();

        public override Task LeaveAsync(string name, bool whole, TimeSpan age) => bucket.LeaveAsync(name, whole, age);
    }
}
