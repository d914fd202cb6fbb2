using System.Globalization;

namespace OnlineMeetings.Files;

/// <summary>Sizes as people read them.</summary>
public static class ByteSize
{
    private static readonly string[] _units = ["B", "KB", "MB", "GB", "TB"];

    /// <summary>"4.2 MB": a unit is 1,024 of the one below it; one decimal under ten.</summary>
    public static string Words(long bytes)
    {
        double size = bytes;
        var unit = 0;
        // From 1023.5 on it would be rounded to "1024 KB".
        while (size >= 1023.5 && unit < _units.Length - 1)
        {
            size /= 1024;
            unit++;
        }
        var format = unit == 0 || size >= 9.95 ? "0" : "0.#";
        return $"{size.ToString(format, CultureInfo.CurrentCulture)} {_units[unit]}";
    }
}
