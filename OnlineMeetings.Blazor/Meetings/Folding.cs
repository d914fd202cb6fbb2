using System.Globalization;
using System.Text;

namespace OnlineMeetings.Meetings;

/// <summary>Makes text comparable for search: without case and accents, the same on every database.</summary>
public static class Folding
{
    // Letters of their own, which Unicode doesn't take apart.
    private static readonly Dictionary<char, string> _letters = new()
    {
        ['ß'] = "ss", ['æ'] = "ae", ['œ'] = "oe", ['ø'] = "o", ['đ'] = "d", ['ð'] = "d", ['ł'] = "l", ['ħ'] = "h", ['ı'] = "i", ['þ'] = "th",
    };

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in WellFormed(text).Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            if (_letters.TryGetValue(c, out var plain))
                folded.Append(plain);
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                folded.Append(c);
        }
        return folded.ToString();
    }

    // Half a surrogate pair, which only a script sends, would make Normalize throw.
    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
