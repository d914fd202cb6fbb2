using OnlineMeetings.Bench.Browsers;

namespace OnlineMeetings.Bench.Mesh;

/// <summary>What pictures that nobody sees still cost, in kilobits a second on all links of one person together.</summary>
/// <param name="Hidden">Received by whose room shows none of the others.</param>
/// <param name="Off">Sent by who turned the camera off a second ago.</param>
internal sealed record Unwatched(double Hidden, double Off)
{
    private static readonly TimeSpan _aSecond = TimeSpan.FromSeconds(1);

    /// <summary>Somebody may only be passing by: what is not seen is not wished any more after a second, and then must still be told.</summary>
    private static readonly TimeSpan _untilTold = TimeSpan.FromSeconds(2);

    public static async Task<Unwatched> WatchAsync(Guest viewer, Guest sender)
    {
        await viewer.HideOthersAsync();
        await Task.Delay(_untilTold);
        var hidden = await OverASecondAsync(viewer, link => link.VideoBytesReceived);
        await sender.SwitchCameraOffAsync();
        await Task.Delay(_aSecond);
        return new Unwatched(hidden, await OverASecondAsync(sender, link => link.VideoBytesSent));
    }

    private static async Task<double> OverASecondAsync(Guest guest, Func<LinkFigures, double> bytes)
    {
        var before = await guest.FiguresAsync();
        await Task.Delay(_aSecond);
        return (await guest.FiguresAsync()).Each(before, bytes).Sum() * 8 / 1000;
    }
}
