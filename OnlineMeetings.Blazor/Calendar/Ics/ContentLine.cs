using System.Text;

namespace OnlineMeetings.Calendar.Ics;

/// <summary>A line of a calendar file, unfolded: its name, parameters and value (RFC 5545 §3.1).</summary>
internal sealed class ContentLine
{
    private const int MaxOctets = 75;

    // Ical.Net takes its time for each.
    private const int MaxParameters = 100;

    private ContentLine(string text, int colon, int nameLength)
    {
        Text = text;
        Value = text[(colon + 1)..];
        Name = text[..nameLength].ToUpperInvariant();
        Parameters = nameLength == colon ? [] : [.. ParametersOf(text[nameLength..colon])];
    }

    public string Text { get; }

    /// <summary>In capitals.</summary>
    public string Name { get; }

    /// <summary>Their names in capitals, their values as they stand there.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    public string Value { get; }

    /// <summary>Null where it is no such line.</summary>
    public static ContentLine? Parse(string text)
    {
        var nameLength = text.AsSpan().IndexOfAny(';', ':');
        if (nameLength <= 0 || !text.AsSpan(0, nameLength).IsName())
            return null;
        var (colon, isQuoted) = (nameLength, false);
        for (; colon < text.Length && (isQuoted || text[colon] != ':'); colon++)
            isQuoted ^= text[colon] == '"';
        return colon < text.Length && text.AsSpan(0, colon).Count(';') <= MaxParameters ? new ContentLine(text, colon, nameLength) : null;
    }

    /// <summary>The text of the first parameter of this name; null where there is none.</summary>
    public string? Parameter(string name) =>
        Parameters.FirstOrDefault(parameter => parameter.Name == name) is { } named ? ParameterText.Read(named.Value) : null;

    /// <summary>
    /// The line with CRLF, folded so that no part has more than 75 octets and no character is split (RFC 5545 §3.1). Ical.Net
    /// folds between the two halves of characters such as emoji, of which nothing is left in UTF-8.
    /// </summary>
    public static void Fold(string line, StringBuilder into)
    {
        if (line.Length <= MaxOctets && Ascii.IsValid(line))
        {
            into.Append(line).Append("\r\n");
            return;
        }
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MaxOctets)
            {
                into.Append("\r\n ");
                octets = 1;
            }
            into.Append(rune);
            octets += rune.Utf8SequenceLength;
        }
        into.Append("\r\n");
    }

    private static IEnumerable<Parameter> ParametersOf(string text)
    {
        var (start, isQuoted) = (1, false);
        for (var i = 1; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] == '"')
                isQuoted = !isQuoted;
            if (i < text.Length && (text[i] != ';' || isQuoted))
                continue;
            var part = text[start..i];
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                yield return new Parameter(part[..equals].ToUpperInvariant(), part[(equals + 1)..]);
            start = i + 1;
        }
    }
}

file static class Names
{
    public static bool IsName(this ReadOnlySpan<char> name)
    {
        foreach (var character in name)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '.' or '_'))
                return false;
        }
        return true;
    }
}
