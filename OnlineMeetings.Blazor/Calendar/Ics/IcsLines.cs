using System.Text;

namespace OnlineMeetings.Calendar.Ics;

/// <summary>The lines of a calendar file, unfolded (RFC 5545 §3.1), as far as its limits allow.</summary>
internal static class IcsLines
{
    /// <summary>Nothing is read of a file that is larger.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>Folded and blank ones count too.</summary>
    public const int MaxLines = 120_000;

    /// <summary>Reads the whole file as UTF-8.</summary>
    /// <exception cref="CalendarRefusedException">It is too large.</exception>
    public static async Task<string> ReadAsync(Stream file, CancellationToken ct)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[81_920];
        while (await file.ReadAsync(buffer, ct) is > 0 and var count)
        {
            if (kept.Length + count > MaxBytes)
                throw TooLarge();
            kept.Write(buffer, 0, count);
        }
        return Text(kept.GetBuffer().AsSpan(0, (int)kept.Length));
    }

    /// <summary>Each line with the number that its first part has in the file; blank ones are left out.</summary>
    public static IEnumerable<(int Number, string Text)> Unfold(string file)
    {
        if (file.Length > MaxBytes)
            throw TooLarge();
        var (number, first) = (0, 0);
        var line = new StringBuilder();
        foreach (var (start, end) in Parts(file))
        {
            if (++number > MaxLines)
                throw new CalendarRefusedException(CalendarRefusal.TooManyLines, MaxLines);
            if (start < end && file[start] is ' ' or '\t')
            {
                Append(line, file.AsSpan(start + 1, end - start - 1));
                continue;
            }
            if (line.Length > 0)
                yield return (first, line.ToString());
            line.Clear();
            Append(line, file.AsSpan(start, end - start));
            first = number;
        }
        if (line.Length > 0)
            yield return (first, line.ToString());
    }

    // A line may be folded in the middle of a character (RFC 5545 §3.1), so that is put together before the bytes become text.
    private static string Text(Span<byte> file)
    {
        var length = 0;
        for (var i = 0; i < file.Length; i++)
        {
            // What begins with the bits 10 goes on with a character.
            if (file[i..] is [(byte)'\r', (byte)'\n', (byte)' ' or (byte)'\t', >= 0x80 and < 0xc0, ..])
                i += 3;
            file[length++] = file[i];
        }
        return Encoding.UTF8.GetString(file[..length]).TrimStart('\uFEFF');
    }

    private static CalendarRefusedException TooLarge() => new(CalendarRefusal.TooLarge, MaxBytes / (1024 * 1024));

    // Any of CRLF, LF and CR ends a line.
    private static IEnumerable<(int Start, int End)> Parts(string file)
    {
        for (var start = 0; start < file.Length;)
        {
            var length = file.AsSpan(start).IndexOfAny('\r', '\n');
            var end = length < 0 ? file.Length : start + length;
            yield return (start, end);
            start = end + (end + 1 < file.Length && file[end] == '\r' && file[end + 1] == '\n' ? 2 : 1);
        }
    }

    // Ical.Net takes a line with a control character for broken; none may be in a file (RFC 5545 §3.1).
    private static void Append(StringBuilder line, ReadOnlySpan<char> part)
    {
        while (part.IndexOfAny(PlainText.Controls) is >= 0 and var control)
        {
            line.Append(part[..control]);
            part = part[(control + 1)..];
        }
        line.Append(part);
    }
}
