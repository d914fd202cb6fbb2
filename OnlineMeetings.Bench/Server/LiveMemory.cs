using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;

namespace OnlineMeetings.Bench.Server;

/// <summary>Has another .NET process collect all its garbage, and reads what was left; by the runtime's own diagnostics.</summary>
internal static class LiveMemory
{
    private const int OldestGeneration = 2;

    /// <summary>The second takes what the finalizers of the first have let go.</summary>
    private const int Collections = 2;

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    /// <returns>Bytes that survived the last collection.</returns>
    public static async Task<long> ReadAsync(int process)
    {
        var live = 0L;
        for (var i = 0; i < Collections; i++)
            live = await CollectAsync(process);
        return live;
    }

    private static async Task<long> CollectAsync(int process)
    {
        var client = new DiagnosticsClient(process);
        // A session that asks for this begins with a full collection that stops everything.
        var collects = new EventPipeProvider(
            ClrTraceEventParser.ProviderName, EventLevel.Informational, (long)(ClrTraceEventParser.Keywords.GCHeapCollect | ClrTraceEventParser.Keywords.GC));
        using var session = await client.StartEventPipeSessionAsync([collects], requestRundown: false, token: default);
        var survived = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        var reading = Task.Run(() => Read(session, survived));
        var live = await survived.Task.WaitAsync(_patience);
        await session.StopAsync(default);
        await reading;
        return live;
    }

    private static void Read(EventPipeSession session, TaskCompletionSource<long> survived)
    {
        using var events = new EventPipeEventSource(session.EventStream);
        var isFull = false;
        events.Clr.GCStart += gc => isFull = gc.Depth == OldestGeneration && gc.Type == GCType.NonConcurrentGC;
        events.Clr.GCHeapStats += heap =>
        {
            if (isFull)
                survived.TrySetResult(Promoted(heap));
        };
        events.Process();
        survived.TrySetException(new InvalidOperationException("The server ended before its memory was read."));
    }

    private static long Promoted(GCHeapStatsTraceData heap) =>
        heap.TotalPromotedSize0 + heap.TotalPromotedSize1 + heap.TotalPromotedSize2 + heap.TotalPromotedSize3 + heap.TotalPromotedSize4;
}
