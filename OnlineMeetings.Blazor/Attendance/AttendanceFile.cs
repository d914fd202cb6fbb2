using System.Globalization;
using System.Text;

namespace OnlineMeetings.Attendance;

/// <summary>Attendance as a table for spreadsheets (RFC 4180); times are UTC.</summary>
public static class AttendanceFile
{
    public static string Csv(IEnumerable<Attended> stays, DateTime now)
    {
        var csv = new StringBuilder("Name,Guest,From,To,Minutes\r\n");
        foreach (var stay in stays)
        {
            var minutes = Math.Round(((stay.To ?? now) - stay.From).TotalMinutes, 1);
            csv.AppendJoin(',', Cell(stay.Name), stay.IsGuest ? "yes" : "no", Time(stay.From), stay.To is { } to ? Time(to) : "", minutes.ToString(CultureInfo.InvariantCulture));
            csv.Append("\r\n");
        }
        return csv.ToString();
    }

    // A name that begins like a formula would be one in the spreadsheet of whoever opens the file.
    private static string Cell(string text)
    {
        var harmless = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;
        return harmless.AsSpan().IndexOfAny(",\"\r\n") < 0 ? harmless : $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Time(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
