namespace OnlineMeetings.Hosting;

/// <summary>The one folder that holds all state: database, files, certificate, keys, undelivered mail.</summary>
public sealed class DataFolder
{
    public DataFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        // It holds keys: nobody else on this machine looks into it. One that exists keeps the rights it was given.
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(Path);
        else
            Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public string Path { get; }

    public string Database => Under("meetings.db");

    public string Files => Under("files");

    /// <summary>Mails that no mail server was named for.</summary>
    public string Mail => Under("mail");

    public string Keys => Under("keys");

    public string Certificate => Under("certificate.pfx");

    /// <summary>`Data:Folder`; else `data` beside the solution, when the program runs out of its sources; else beside the program.</summary>
    public static DataFolder Of(IConfiguration configuration) =>
        configuration["Data:Folder"] is { Length: > 0 } configured
            ? new DataFolder(configured)
            : new DataFolder(System.IO.Path.Combine(Sources() ?? AppContext.BaseDirectory, "data"));

    private static string? Sources()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "OnlineMeetings.sln")))
                return folder.FullName;
        }
        return null;
    }

    private string Under(string name) => System.IO.Path.Combine(Path, name);
}
