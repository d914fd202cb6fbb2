using Microsoft.Playwright;
using OnlineMeetings.Bench.Browsers;

namespace OnlineMeetings.Bench.Join;

/// <summary>A browser that was never here opens the meeting's link.</summary>
/// <param name="UsableAfter">Milliseconds from asking for the page until a click on Join would be heard.</param>
/// <param name="Bytes">Over the wire until then, WebSocket included.</param>
/// <param name="Requests">What was fetched until then, for who looks for weight.</param>
internal sealed record FirstVisit(double UsableAfter, long Bytes, IReadOnlyList<Traffic.Request> Requests, int Frames)
{
    public static async Task<FirstVisit> MeasureAsync(IBrowser browser, Venue venue)
    {
        await using var guest = await Guest.ArriveAsync(browser, venue);
        var traffic = guest.Traffic.Now();
        var usable = (await guest.TimelineAsync()).First("usable")!.Value;
        return new FirstVisit(usable - await guest.AskedAtAsync(), traffic.Bytes, traffic.Requests, traffic.Frames.Count);
    }
}
