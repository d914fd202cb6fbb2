using System.Globalization;

namespace OnlineMeetings.Bench;

/// <summary>What was wished for on the command line, as `--name number`.</summary>
internal sealed class Wishes
{
    private readonly Dictionary<string, double> _wished = [];

    /// <exception cref="WrongWishException">Something else stands there.</exception>
    public Wishes(string[] words, params string[] known)
    {
        foreach (var pair in words.Chunk(2))
        {
            if (pair is not [['-', '-', .. var name], var number] || !known.Contains(name) || !double.TryParse(number, CultureInfo.InvariantCulture, out var value) || value <= 0)
                throw new WrongWishException($"{string.Join(' ', pair)}: wished for can be {string.Join(", ", known.Select(k => $"--{k} <number>"))}");
            _wished[name] = value;
        }
    }

    public double Of(string name, double usual) => _wished.GetValueOrDefault(name, usual);

    public int Of(string name, int usual) => (int)_wished.GetValueOrDefault(name, usual);
}

/// <summary>What stands on the command line is nothing that can be wished for.</summary>
internal sealed class WrongWishException(string words) : Exception(words);
