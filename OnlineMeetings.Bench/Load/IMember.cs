namespace OnlineMeetings.Bench.Load;

/// <summary>One of many at a server, over a connection of their own, which is closed when this is disposed.</summary>
internal interface IMember : IAsyncDisposable
{
    /// <summary>Why the connection is over; null while it lives.</summary>
    string? Fault { get; }

    /// <summary>How many messages from the server brought something to show, and how many bytes.</summary>
    (long Batches, long Bytes) Received { get; }

    /// <summary>Says it to everybody.</summary>
    /// <returns>False where the server would not take it.</returns>
    Task<bool> SayAsync(string text);
}
