using System.Text;

namespace OnlineMeetings.Calendar.Ics;

/// <summary>Text that can stand in a calendar file: no characters but printed ones, tabs and LF (RFC 5545 §3.1, §3.3.11).</summary>
internal static class PlainText
{
    public static string Of(string text)
    {
        var lines = text.ReplaceLineEndings("\n");
        return lines.Any(IsNone) || HasHalves(lines) ? Clean(lines) : lines;
    }

    private static string Clean(string lines)
    {
        var kept = new StringBuilder(lines.Length);
        foreach (var rune in lines.EnumerateRunes())
        {
            if (!rune.IsBmp || !IsNone((char)rune.Value))
                kept.Append(rune);
        }
        return kept.ToString();
    }

    private static bool IsNone(char character) => char.IsControl(character) && character is not ('\n' or '\t');

    // Half a character can't be written in UTF-8.
    private static bool HasHalves(string text) => text.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar);
}
