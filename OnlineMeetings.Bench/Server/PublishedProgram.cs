using System.Diagnostics;

namespace OnlineMeetings.Bench.Server;

/// <summary>
/// The program as it is deployed. Only that is measured: unpublished, its assets are neither compressed nor fingerprinted.
/// </summary>
internal static class PublishedProgram
{
    private const string Project = "OnlineMeetings.Blazor";

    private static readonly string _folder = Path.Combine(Repository.Artifacts, "publish");
    private static readonly string _stamp = Path.Combine(_folder, ".published");

    /// <summary>The path of the program, published afresh if any source is newer.</summary>
    public static async Task<string> BringUpToDateAsync()
    {
        if (!IsUpToDate())
            await PublishAsync();
        return Path.Combine(_folder, Project);
    }

    private static bool IsUpToDate() =>
        File.Exists(_stamp) && Sources().Max(File.GetLastWriteTimeUtc) < File.GetLastWriteTimeUtc(_stamp);

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, Project), "*", SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(Repository.Root, path).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Concat(Directory.EnumerateFiles(Repository.Root, "*.props"))
            .Concat(Directory.EnumerateFiles(Repository.Root, "*.json"));

    private static async Task PublishAsync()
    {
        await Console.Error.WriteLineAsync($"Publishing {Project} …");
        var started = DateTime.UtcNow;
        // An asset whose fingerprint changed would stay beside its successor.
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
        using var publish = Process.Start(new ProcessStartInfo("dotnet",
            ["publish", Project, "-c", "Release", "-o", _folder, "-p:RunAnalyzers=false", "--nologo", "-v", "quiet"])
        {
            WorkingDirectory = Repository.Root,
        })!;
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0)
            throw new InvalidOperationException($"dotnet publish ended with {publish.ExitCode}.");
        await File.WriteAllTextAsync(_stamp, "");
        // What was edited while the build ran is published next time.
        File.SetLastWriteTimeUtc(_stamp, started);
    }
}
