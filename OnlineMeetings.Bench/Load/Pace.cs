using System.Diagnostics;

namespace OnlineMeetings.Bench.Load;

/// <summary>Does things at their time, counted from one beginning, so that a late one does not make the next ones late.</summary>
internal static class Pace
{
    /// <param name="started">The stopwatch's ticks at the beginning.</param>
    public static async Task UntilAsync(long started, TimeSpan after)
    {
        var left = after - Stopwatch.GetElapsedTime(started);
        if (left > TimeSpan.Zero)
            await Task.Delay(left);
    }
}
