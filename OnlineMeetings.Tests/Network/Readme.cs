namespace OnlineMeetings.Tests.OnNetworks;

/// <summary>What the README tells an administrator to set up, so that the tests run the very same.</summary>
internal static class Readme
{
    private const string Indent = "    ";

    /// <summary>The lines of coturn's configuration.</summary>
    public static IReadOnlyList<string> Coturn { get; } = BlockThatBeginsWith("realm=");

    /// <summary>The lines of haproxy's configuration.</summary>
    public static IReadOnlyList<string> Haproxy { get; } = BlockThatBeginsWith("defaults");

    private static string[] BlockThatBeginsWith(string words) =>
        [.. Lines().SkipWhile(line => !line.StartsWith(Indent + words, StringComparison.Ordinal))
            .TakeWhile(line => line.StartsWith(Indent, StringComparison.Ordinal)).Select(line => line[Indent.Length..])];

    private static string[] Lines()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OnlineMeetings.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests do not lie below OnlineMeetings.sln.");
        return File.ReadAllLines(Path.Combine(folder.FullName, "README.md"));
    }
}
