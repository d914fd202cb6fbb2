using System.Diagnostics;

namespace OnlineMeetings.Tests.Support;

/// <summary>Waits for what is seen, and says what it was when it does not come.</summary>
public static class Eventually
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(20);

    public static Task IsAsync(string what, Func<bool> isSo) => FindAsync(what, () => Task.FromResult(isSo() ? what : null));

    /// <summary>What is looked for, once it is there.</summary>
    /// <param name="look">Null as long as it is not.</param>
    public static async Task<T> FindAsync<T>(string what, Func<Task<T?>> look)
        where T : class
    {
        var waiting = Stopwatch.StartNew();
        while (true)
        {
            if (await look() is { } found)
                return found;
            Assert.True(waiting.Elapsed < _patience, $"Not within {_patience.TotalSeconds:0} s: {what}.");
            await Task.Delay(_pause, TestContext.Current.CancellationToken);
        }
    }
}
