using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace OnlineMeetings.Files;

/// <summary>
/// What a file may be called. A name is shown and given back at download, never part of a path on this server; but it becomes
/// one on the computers of those who download it.
/// </summary>
public static partial class FileName
{
    /// <summary>The name as it is kept; null where it is refused.</summary>
    public static string? Accept(string? given)
    {
        if (given is null || given.Length > SharedFile.MaxNameLength || !IsWellFormed(given))
            return null;
        // Windows drops dots and spaces at the end; what is kept is what everybody gets.
        var name = given.Normalize(NormalizationForm.FormC).TrimStart().TrimEnd(' ', '.', '\u3000', '\u00a0');
        return name.Length is 0 or > SharedFile.MaxNameLength || name.Any(IsRefused) || ReservedOnWindows().IsMatch(name) ? null : name;
    }

    /// <summary>
    /// The last extension in lower case without its dot, empty for none, as a system would understand it that takes full-width
    /// letters for letters and does not see what is invisible.
    /// </summary>
    public static string ExtensionOf(string name)
    {
        var seen = new StringBuilder(name.Length);
        foreach (var c in name.Normalize(NormalizationForm.FormKC))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.Control))
                seen.Append(c);
        }
        var plain = seen.ToString().TrimEnd(' ', '.');
        return plain[(plain.LastIndexOf('.') + 1)..] is var extension && extension.Length < plain.Length
            ? extension.Trim().ToLowerInvariant()
            : "";
    }

    private static bool IsWellFormed(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar)
                return false;
        }
        return true;
    }

    // Separators of paths and streams, wildcards, and the marks that turn a name around so that it ends in another extension.
    private static bool IsRefused(char c) =>
        char.IsControl(c)
        || c is '/' or '\\' or ':' or '*' or '?' or '<' or '>' or '|'
        || c is >= '\u202a' and <= '\u202e' or >= '\u2066' and <= '\u2069' or '\u2028' or '\u2029'
        || c is '\u2044' or '\u2215' or '\uff0f' or '\uff3c' or '\u29f5' or '\u29f8';

    [GeneratedRegex(@"^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(\.|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 250)]
    private static partial Regex ReservedOnWindows();
}
