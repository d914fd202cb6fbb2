using OnlineMeetings.Files;

namespace OnlineMeetings.Accounts;

/// <summary>What the administrator sets for the whole server; one row.</summary>
public sealed class ServerSettings
{
    public const int TheOnlyId = 1;

    /// <summary>The unit in which sizes are set.</summary>
    public const long Megabyte = 1024 * 1024;

    private static readonly char[] _parting = [' ', ',', ';', '\t', '\r', '\n'];

    public int Id { get; init; } = TheOnlyId;

    /// <summary>Domains whose people may register by themselves, in lower case, parted by spaces; "*" for all, empty for none.</summary>
    public string RegistrationDomains { get; set; } = "";

    /// <summary>File extensions that are refused, in lower case without the dot, parted by spaces.</summary>
    public string BlockedExtensions { get; set; } = "ade adp app bat cab chm cmd com cpl dll dmg exe hta ins isp iso jar js jse lib lnk mde msc msi msp mst nsh pif ps1 scr sct shb sys vb vbe vbs vxd wsc wsf wsh";

    /// <summary>The most bytes that one file may have; null for what the configuration says.</summary>
    public long? MaxFileBytes { get; set; }

    /// <summary>The most bytes that the files of one meeting may have together; null for what the configuration says.</summary>
    public long? MaxMeetingBytes { get; set; }

    /// <summary>Whether a new meeting allows guests, where its organizer does not say otherwise.</summary>
    public bool GuestsAllowed { get; set; }

    /// <summary>Whether who has this e-mail address may make an account for themselves.</summary>
    public bool MayRegister(string email)
    {
        var domains = WordsOf(RegistrationDomains);
        return domains.Contains("*") || (email.LastIndexOf('@') is >= 0 and var at && domains.Contains(email[(at + 1)..].Trim().ToLowerInvariant()));
    }

    /// <summary>Whether anybody at all may make an account for themselves.</summary>
    public bool IsRegistrationOpen => WordsOf(RegistrationDomains).Count > 0;

    /// <summary>The single words of a setting, as they are kept: in lower case, without leading dots and @, each once.</summary>
    public static IReadOnlyList<string> WordsOf(string text) =>
        [.. text.ToLowerInvariant().Split(_parting, StringSplitOptions.RemoveEmptyEntries).Select(w => w.TrimStart('.', '@')).Where(w => w.Length > 0).Distinct()];

    /// <summary>Brings what was typed into the form in which it is kept.</summary>
    public void Tidy()
    {
        RegistrationDomains = string.Join(' ', WordsOf(RegistrationDomains));
        BlockedExtensions = string.Join(' ', WordsOf(BlockedExtensions));
    }

    public ServerSettings Copy() => (ServerSettings)MemberwiseClone();

    /// <summary>What is different since: the name of each property, and the old and new value in short.</summary>
    public IEnumerable<(string Setting, string Details)> ChangesSince(ServerSettings before)
    {
        if (RegistrationDomains != before.RegistrationDomains)
            yield return (nameof(RegistrationDomains), Difference(before.RegistrationDomains, RegistrationDomains));
        if (BlockedExtensions != before.BlockedExtensions)
            yield return (nameof(BlockedExtensions), Difference(before.BlockedExtensions, BlockedExtensions));
        if (MaxFileBytes != before.MaxFileBytes)
            yield return (nameof(MaxFileBytes), $"{Size(before.MaxFileBytes)} → {Size(MaxFileBytes)}");
        if (MaxMeetingBytes != before.MaxMeetingBytes)
            yield return (nameof(MaxMeetingBytes), $"{Size(before.MaxMeetingBytes)} → {Size(MaxMeetingBytes)}");
        if (GuestsAllowed != before.GuestsAllowed)
            yield return (nameof(GuestsAllowed), GuestsAllowed ? "off → on" : "on → off");
    }

    // Of a list of hundreds of words, only those that came and went.
    private static string Difference(string before, string now) => string.Join(
        ' ', WordsOf(now).Except(WordsOf(before)).Select(w => $"+{w}").Concat(WordsOf(before).Except(WordsOf(now)).Select(w => $"−{w}")));

    private static string Size(long? bytes) => bytes is { } some ? ByteSize.Words(some) : "–";
}
