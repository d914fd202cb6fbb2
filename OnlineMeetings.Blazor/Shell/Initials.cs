using System.Globalization;
using System.Text;

namespace OnlineMeetings.Shell;

/// <summary>What stands for a person where there is no room for the name.</summary>
public static class Initials
{
    private const int Tints = 6;

    /// <summary>The first letters of the first and the last word, in upper case; "?" where there is no letter or digit.</summary>
    public static string Of(string name)
    {
        var letters = name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(FirstLetter).Where(letter => letter.Length > 0).ToList();
        return letters switch
        {
            [] => "?",
            [var only] => only,
            [var first, .., var last] => first + last,
        };
    }

    /// <summary>1 to 6, always the same for the same name, in every process.</summary>
    public static int TintOf(string name)
    {
        // FNV-1a: string.GetHashCode differs from start to start.
        var hash = 2166136261u;
        foreach (var b in Encoding.UTF8.GetBytes(name.Trim()))
            hash = (hash ^ b) * 16777619u;
        return 1 + (int)(hash % Tints);
    }

    // A letter is what people see as one: with its accents, or a character of two code units.
    private static string FirstLetter(string word)
    {
        for (var elements = StringInfo.GetTextElementEnumerator(word); elements.MoveNext();)
        {
            if (elements.GetTextElement() is var element && Rune.TryGetRuneAt(element, 0, out var rune) && Rune.IsLetterOrDigit(rune))
                return element.ToUpperInvariant();
        }
        return "";
    }
}
