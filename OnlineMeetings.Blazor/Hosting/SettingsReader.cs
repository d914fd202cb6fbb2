using System.Globalization;

namespace OnlineMeetings.Hosting;

/// <summary>Why the program does not start, in sentences for the person who set it up.</summary>
public sealed class SettingsException(IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    public IReadOnlyList<string> Faults { get; } = faults;
}

/// <summary>Reads the configuration key by key and gathers, in words that name the key, all that is wrong with it.</summary>
public sealed class SettingsReader(IConfiguration configuration)
{
    private static readonly char[] _parting = [' ', ',', ';'];

    private readonly List<string> _faults = [];

    public void Fault(string key, string what) => _faults.Add($"{key} {what}");

    public void ThrowIfFaulty()
    {
        if (_faults.Count > 0)
            throw new SettingsException(_faults);
    }

    /// <summary>The text of a key, the given one where it is missing or empty.</summary>
    public string Text(string key, string otherwise = "") =>
        configuration[key]?.Trim() is { Length: > 0 } text ? text : otherwise;

    /// <summary>The entries of a key: a JSON array, or one text parted by spaces, commas or semicolons.</summary>
    public IReadOnlyList<string> List(string key)
    {
        var entries = configuration.GetSection(key).GetChildren().Select(entry => entry.Value ?? "").ToArray();
        return entries.Length > 0
            ? [.. entries.Where(entry => entry.Length > 0)]
            : Text(key).Split(_parting, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>A whole number of bytes, at least one.</summary>
    public long Bytes(string key, long otherwise)
    {
        if (Text(key) is not { Length: > 0 } text)
            return otherwise;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes > 0)
            return bytes;
        Fault(key, $"must be a whole number of bytes, 1 or more, and is \"{text}\".");
        return otherwise;
    }

    /// <summary>One of the named choices, in whatever case it is written.</summary>
    public string OneOf(string key, params IReadOnlyList<string> choices)
    {
        var text = Text(key, choices[0]);
        if (choices.FirstOrDefault(choice => choice.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } chosen)
            return chosen;
        Fault(key, $"must be {string.Join(" or ", choices)}, and is \"{text}\".");
        return choices[0];
    }
}
