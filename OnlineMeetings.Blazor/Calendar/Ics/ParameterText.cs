using System.Text;

namespace OnlineMeetings.Calendar.Ics;

/// <summary>
/// The text of a parameter, in which quotes and line ends are written with ^ (RFC 6868). Ical.Net knows nothing of that: it loses
/// quotes, and lets a line end begin a line of its own.
/// </summary>
internal static class ParameterText
{
    public static string Read(string written)
    {
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

    public static string Write(string text) => PlainText.Of(text)
        .Replace("^", "^^", StringComparison.Ordinal).Replace("\n", "^n", StringComparison.Ordinal).Replace("\"", "^'", StringComparison.Ordinal);

    private static char? Meant(char character) => character switch
    {
        'n' => '\n',
        '\'' => '"',
        '^' => '^',
        _ => null,
    };
}
