namespace OnlineMeetings.Data;

/// <summary>Copies what a data folder holds besides its database: files, undelivered mail, the certificate.</summary>
internal static class FolderCopy
{
    /// <returns>How many files are there now.</returns>
    public static int Copy(string from, string to)
    {
        var (source, target) = (new Hosting.DataFolder(from), new Hosting.DataFolder(to));
        var count = 0;
        foreach (var file in Directory.EnumerateFiles(source.Path, "*", SearchOption.AllDirectories).Where(file => !IsDatabase(file, source) && !IsKey(file, source)))
        {
            var copy = Path.Combine(target.Path, Path.GetRelativePath(source.Path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
            count++;
        }
        return count;
    }

    private static bool IsDatabase(string file, Hosting.DataFolder source) => file.StartsWith(source.Database, StringComparison.Ordinal);

    private static bool IsKey(string file, Hosting.DataFolder source) => file.StartsWith(source.Keys, StringComparison.Ordinal);
}
