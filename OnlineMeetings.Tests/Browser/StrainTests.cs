namespace OnlineMeetings.Tests.InChromium;

/// <summary>How much of its plan a link bears, as strain.js learns it from what is measured.</summary>
[Collection("Chromium")]
public sealed class StrainTests(Chromium chromium)
{
    private const int Planned = 1_000_000;

    [Fact]
    public async Task Heavy_loss_lowers_fast_light_loss_holds_and_a_calm_way_comes_back_slowly()
    {
        var eases = await SampleAsync(new(Lost: 0.2), new(Lost: 0.2), new(Lost: 0.05), new());

        Assert.True(eases[1].Bits < 0.5);
        Assert.Equal(eases[1], eases[2]);
        Assert.InRange(eases[3].Bits, eases[2].Bits + 0.01, 0.6);
    }

    [Fact]
    public async Task Packets_that_go_on_queuing_are_strain_and_a_long_way_is_none()
    {
        var eases = await SampleAsync(
            new(RoundTrip: 0.5), new(RoundTrip: 0.6), new(RoundTrip: 0.9), new(RoundTrip: 0.6), new(RoundTrip: 0.9), new(RoundTrip: 0.9), new(RoundTrip: 0.9));

        Assert.Equal(1, eases[^2].Bits);
        Assert.True(eases[^1].Bits < 1);
    }

    [Fact]
    public async Task An_estimate_that_still_grows_is_no_strain_and_one_that_stays_short_is()
    {
        Figures[] grows = [new(Available: 100_000), new(Available: 200_000), new(Available: 300_000), new(Available: 400_000), new(Available: 500_000)];
        var stays = Enumerable.Repeat(new Figures(Available: 500_000), 3);
        var eases = await SampleAsync([.. grows, .. stays]);

        Assert.Equal(1, eases[grows.Length - 1].Bits);
        Assert.True(eases[^1].Bits < 1);
    }

    [Fact]
    public async Task A_picture_that_needs_little_is_no_sign_of_a_narrow_way()
    {
        var eases = await SampleAsync([.. Enumerable.Repeat(new Figures(Available: 500_000, Limitation: "none"), 5)]);

        Assert.Equal(1, eases[^1].Bits);
    }

    [Fact]
    public async Task A_busy_processor_says_nothing_of_the_network()
    {
        var eases = await SampleAsync(new(Limitation: "cpu"), new(Limitation: "none"));

        Assert.Equal(1, eases[0].Bits);
        Assert.True(eases[0].Work < 1);
        Assert.InRange(eases[1].Work, eases[0].Work + 0.01, 0.99);
    }

    [Fact]
    public async Task Something_is_always_tried()
    {
        var eases = await SampleAsync([.. Enumerable.Repeat(new Figures(Lost: 1, Limitation: "cpu"), 50)]);

        Assert.Equal(new Ease { Bits = 0.1, Work = 0.4 }, eases[^1]);
    }

    /// <summary>The ease after each sample.</summary>
    private async Task<Ease[]> SampleAsync(params Figures[] samples)
    {
        await using var modules = await Modules.InAsync(chromium.Process);
        return await modules.AskAsync<Ease[]>("strain.js", $$"""
            ({ Strain }, samples) => {
              const strain = new Strain();
              return samples.map((figures) => {
                strain.sample(figures, {{Planned}});
                return strain.ease;
              });
            }
            """, samples.Select(s => new { fractionLost = s.Lost, roundTripTime = s.RoundTrip, availableBitrate = s.Available, limitation = s.Limitation }).ToArray());
    }

    private sealed record Figures(double Lost = 0, double RoundTrip = 0.05, int Available = 0, string Limitation = "bandwidth");

    private sealed record Ease
    {
        public double Bits { get; init; }

        public double Work { get; init; }
    }
}
