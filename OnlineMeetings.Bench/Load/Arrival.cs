namespace OnlineMeetings.Bench.Load;

/// <summary>Who does not get in leaves nothing behind.</summary>
internal static class Arrival
{
    public static async Task OrGoneAsync(IAsyncDisposable who, Func<Task> arrive)
    {
        try
        {
            await arrive();
        }
        catch
        {
            await who.DisposeAsync();
            throw;
        }
    }
}
