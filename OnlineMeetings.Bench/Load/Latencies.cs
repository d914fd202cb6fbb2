namespace OnlineMeetings.Bench.Load;

/// <summary>In milliseconds.</summary>
internal sealed record Latencies(double P50, double P95, double P99, double Max)
{
    public static Latencies Of(IEnumerable<float> times)
    {
        float[] sorted = [.. times];
        Array.Sort(sorted);
        return sorted.Length == 0 ? new(double.NaN, double.NaN, double.NaN, double.NaN) : new(At(0.50), At(0.95), At(0.99), sorted[^1]);

        double At(double share) => sorted[(int)Math.Ceiling(sorted.Length * share) - 1];
    }
}
