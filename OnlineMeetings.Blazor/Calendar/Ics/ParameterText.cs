using System.Text;

namespace OnlineMeetings.Calendar.Ics;

/// <summary>
/// The text of a parameter, in which quotes and line ends are written with ^ (RFC 6868). Ical.Net knows nothing of that: it loses
/// quotes, lets a line end begin a line of its own, and makes one value of several.
/// </summary>
internal static class ParameterText
{
    public static string Read(string value)
    {
        var written = value.Replace("\"", "", StringComparison.Ordinal);
        if (!written.Contains('^', StringComparison.Ordinal))
            return written;
        var text = new StringBuilder(written.Length);
        for (var i = 0; i < written.Length; i++)
        {
            var meant = written[i] == '^' && i + 1 < written.Length ? Meant(written[i + 1]) : null;
            text.Append(meant ?? written[i]);
            i += meant is null ? 0 : 1;
        }
        return text.ToString();
    }

    /// <summary>In quotes where it needs them.</summary>
    public static string Write(string text)
    {
        var written = PlainText.Of(text)
            .Replace("^", "^^", StringComparison.Ordinal).Replace("\n", "^n", StringComparison.Ordinal).Replace("\"", "^'", StringComparison.Ordinal);
        return written.AsSpan().ContainsAny(',', ';', ':') ? $"\"{written}\"" : written;
    }

    /// <summary>A value that came with its quotes, as it came; what is no such value is made one.</summary>
    public static string Keep(string value) =>
        value.Any(char.IsControl) || ContentLine.Parse($"X;X={value}:")?.Value is not "" ? Write(value) : value;

    private static char? Meant(char character) => character switch
    {
        'n' => '\n',
        '\'' => '"',
        '^' => '^',
        _ => null,
    };
}
