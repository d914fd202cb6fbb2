using System.Buffers;
using System.Text;

namespace OnlineMeetings.Calendar.Ics;

/// <summary>Text that can stand in a calendar file: no characters but printed ones, tabs and LF (RFC 5545 §3.1, §3.3.11).</summary>
internal static class PlainText
{
    /// <summary>What is neither printed nor a tab; line ends are of them.</summary>
    public static readonly SearchValues<char> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 256).Select(code => (char)code).Where(code => char.IsControl(code) && code != '\t')]);

    public static string Of(string text)
    {
        var lines = text.ReplaceLineEndings("\n");
        return Ascii.IsValid(lines) && lines.AsSpan().IndexOfAny(Controls) < 0 ? lines : Clean(lines);
    }

    // Half a character can't be written in UTF-8: runes have none.
    private static string Clean(string lines)
    {
        var kept = new StringBuilder(lines.Length);
        foreach (var rune in lines.EnumerateRunes())
        {
            if (rune.Value == '\n' || !rune.IsBmp || !Controls.Contains((char)rune.Value))
                kept.Append(rune);
        }
        return kept.ToString();
    }
}
