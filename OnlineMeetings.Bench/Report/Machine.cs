using System.Runtime.InteropServices;

namespace OnlineMeetings.Bench.Report;

/// <summary>What the figures were measured on: without it they say nothing.</summary>
internal sealed record Machine(int Cores, string Processor, string Memory, string System, string DotNet, string? Chromium, string LoadBefore, string LoadAfter)
{
    public static Machine Here(string? chromium, string loadBefore) => new(
        Environment.ProcessorCount,
        Line("/proc/cpuinfo", "model name"),
        Line("/proc/meminfo", "MemTotal"),
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        chromium,
        loadBefore,
        Load());

    /// <summary>Processes that wanted a core in the last 1, 5 and 15 minutes.</summary>
    public static string Load() => string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3));

    public override string ToString() => $"{Cores} cores {Processor}, {Memory}, {System}, {DotNet}{(Chromium is null ? "" : $", Chromium {Chromium}")}; load {LoadBefore} → {LoadAfter}";

    private static string Line(string file, string key) =>
        File.ReadLines(file).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "unknown";
}
