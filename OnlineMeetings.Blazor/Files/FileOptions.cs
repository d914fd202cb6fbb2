using OnlineMeetings.Accounts;
using OnlineMeetings.Hosting;

namespace OnlineMeetings.Files;

/// <summary>How much may be stored: what the configuration says, or (see <see cref="With"/>) what holds now.</summary>
public sealed record FileOptions
{
    /// <summary>The most bytes that one file may have.</summary>
    public long MaxFileBytes { get; init; } = 100L * 1024 * 1024;

    /// <summary>The most bytes that the files of one meeting may have together.</summary>
    public long MaxMeetingBytes { get; init; } = 2L * 1024 * 1024 * 1024;

    /// <summary>The limits that hold now: the administrator's where they are set, else these.</summary>
    public FileOptions With(ServerSettings settings) => new()
    {
        MaxFileBytes = settings.MaxFileBytes ?? MaxFileBytes,
        MaxMeetingBytes = settings.MaxMeetingBytes ?? MaxMeetingBytes,
    };

    internal static FileOptions Read(SettingsReader settings)
    {
        var otherwise = new FileOptions();
        return new FileOptions
        {
            MaxFileBytes = settings.Bytes("Files:MaxFileBytes", otherwise.MaxFileBytes),
            MaxMeetingBytes = settings.Bytes("Files:MaxMeetingBytes", otherwise.MaxMeetingBytes),
        };
    }
}
