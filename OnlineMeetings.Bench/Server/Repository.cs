namespace OnlineMeetings.Bench.Server;

/// <summary>Where the sources lie, and what benchmarks leave behind.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Artifacts { get; } = Path.Combine(Root, "artifacts");

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "OnlineMeetings.sln")))
                return folder;
        }
        throw new DirectoryNotFoundException("OnlineMeetings.sln is not above this program: run it by 'dotnet run --project OnlineMeetings.Bench'.");
    }
}
