using System.Globalization;
using System.Text.Json;
using OnlineMeetings.Bench.Server;

namespace OnlineMeetings.Bench.Report;

/// <summary>Keeps what was measured, each run of it, for whoever compares later.</summary>
internal static class ResultFile
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static string Folder { get; } = Directory.CreateDirectory(Path.Combine(Repository.Artifacts, "bench")).FullName;

    /// <returns>The file's path.</returns>
    public static async Task<string> WriteAsync(string benchmark, object result)
    {
        var time = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HHmmss", CultureInfo.InvariantCulture);
        var path = Path.Combine(Folder, $"{benchmark}-{time}.json");
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(result, _json));
        return path;
    }
}
