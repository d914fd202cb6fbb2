using System.Net;
using OnlineMeetings.Tests.InChromium;

namespace OnlineMeetings.Tests.OnNetworks;

/// <summary>
/// People of whose packets one of twenty is lost on the way to the relay, and the others take 150 ms. One of the two directions leads
/// over it at least; in the other, the browser may find the shorter way from its own card to the other's relay.
/// </summary>
[Collection("Networks")]
public sealed class LossTests(TwoNetworks networks)
{
    private static readonly TimeSpan _measured = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task With_loss_and_delay_sound_stays_understandable_and_no_picture_freezes()
    {
        await using var coturn = await Coturn.StartAsync([networks.PublicAddress]);
        await using var way = LossyWay.To(new IPEndPoint(networks.PublicAddress, coturn.Port), lossPercent: 5, delay: TimeSpan.FromMilliseconds(150));
        await using var app = await networks.StartMeetingsAsync(settings: [.. Coturn.SettingsFor($"turn:{way.Entry}?transport=udp")]);
        var (ana, bo) = await networks.JoinAsync(app);
        await ana.SeesVideoOfAsync("Bo");
        await bo.SeesVideoOfAsync("Ana");
        await ana.WatchesForStallsAsync();
        await bo.WatchesForStallsAsync();

        var heard = await Task.WhenAll(HearsForAWhileAsync(ana), HearsForAWhileAsync(bo));

        Assert.All(heard, one => Assert.InRange((double)one.Concealed / one.Samples, 0, 0.05));
        await ana.SawNoStallOverAsync(TimeSpan.FromSeconds(2));
        await bo.SawNoStallOverAsync(TimeSpan.FromSeconds(2));
    }

    /// <summary>Waits until so much sound was played.</summary>
    private static async Task<Heard> HearsForAWhileAsync(Somebody somebody)
    {
        var before = await somebody.HeardAsync();
        var heard = before;
        await Somebody.EventuallyAsync(
            $"{somebody.Name} has heard {_measured.TotalSeconds} s of sound",
            async () => (heard = await somebody.HeardAsync() - before).Samples >= _measured.TotalSeconds * Heard.SamplesPerSecond,
            within: _measured * 3);
        return heard;
    }
}
