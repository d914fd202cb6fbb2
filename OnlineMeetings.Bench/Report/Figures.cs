using System.Globalization;

namespace OnlineMeetings.Bench.Report;

/// <summary>What one thing came to in several runs.</summary>
internal sealed record Figures(IReadOnlyList<double> Runs)
{
    public double Median => Sorted.Length % 2 == 1 ? Sorted[Sorted.Length / 2] : (Sorted[(Sorted.Length / 2) - 1] + Sorted[Sorted.Length / 2]) / 2;

    /// <summary>So long took all but one in twenty.</summary>
    public double P95 => Sorted[(int)Math.Ceiling(Sorted.Length * 0.95) - 1];

    public double Min => Runs.Min();

    public double Max => Runs.Max();

    private double[] Sorted => [.. Runs.Order()];

    /// <summary>Runs in which the thing did not happen don't count; null where it never did.</summary>
    public static Figures? Of(IEnumerable<double?> runs)
    {
        double[] happened = [.. runs.OfType<double>()];
        return happened.Length == 0 ? null : new Figures(happened);
    }

    /// <summary>The median, and the smallest and the largest where there were several.</summary>
    public string As(string format, string unit)
    {
        return Runs.Count == 1 ? Each(Median) + unit : $"{Each(Median)}{unit} ({Each(Min)}–{Each(Max)})";

        string Each(double figure) => figure.ToString(format, CultureInfo.InvariantCulture);
    }

    public string Show(string unit) => FormattableString.Invariant($"{Median:0}{unit} ({Min:0}–{Max:0})");
}
