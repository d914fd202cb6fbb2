namespace OnlineMeetings.Tests.InChromium;

/// <summary>What each link may carry, as quality.js plans it.</summary>
[Collection("Pages")]
public sealed class QualityPlanTests(Chromium chromium)
{
    private static readonly string[] _sizes = ["hidden", "thumbnail", "large"];

    private static readonly double[] _eases = [1, 0.3];

    [Theory]
    [InlineData("low", 2_000_000)]
    [InlineData("medium", 4_000_000)]
    [InlineData("high", 8_000_000)]
    public async Task All_links_together_stay_within_the_budget_whatever_is_shown(string quality, long budget)
    {
        var receivers = (
            from camera in _sizes
            from screen in _sizes
            from bits in _eases
            select new Receiver(camera, screen, bits)).ToArray();
        var situations =
            from count in Enumerable.Range(1, 8)
            from first in Enumerable.Range(0, receivers.Length)
            from step in Enumerable.Range(0, 3)
            select Situation(quality, sendsScreen: step != 0, [.. Enumerable.Range(0, count).Select(i => receivers[(first + (i * step)) % receivers.Length])]);

        var plans = await PlanAsync([.. situations]);

        Assert.All(plans, plan => Assert.InRange(plan.Sum(link => link.Bits), 64_000, budget));
        Assert.All(plans.SelectMany(plan => plan), link => Assert.True(link.Microphone is { Active: true, MaxBitrate: >= 32_000 }));
        Assert.Contains(plans, plan => plan.Sum(link => link.Bits) > budget * 0.9);
    }

    [Theory]
    [InlineData(2, 1_500_000, 720, 30)]
    [InlineData(3, 900_000, 540, 25)]
    [InlineData(4, 600_000, 360, 25)]
    [InlineData(6, 320_000, 270, 20)]
    [InlineData(9, 160_000, 180, 15)]
    public async Task The_more_people_the_smaller_the_pictures(int people, long bits, int height, int fps)
    {
        var plan = await PlanAsync("low", [.. Enumerable.Repeat(new Receiver(), people - 1)]);

        Assert.All(plan, link => Assert.Equal((height, fps), (link.Camera.Height, link.Camera.Fps)));
        Assert.All(plan, link => Assert.InRange(link.Camera.MaxBitrate, bits * 0.95, bits * 1.2));
    }

    [Fact]
    public async Task Of_two_people_each_may_send_three_quarters_of_the_budget()
    {
        foreach (var (quality, bits, height) in new[] { ("low", 1_500_000, 720), ("medium", 3_000_000, 1080), ("high", 6_000_000, 1080) })
        {
            var link = Assert.Single(await PlanAsync(quality, new Receiver()));
            Assert.Equal((bits, height), (link.Camera.MaxBitrate, link.Camera.Height));
        }
    }

    [Fact]
    public async Task A_hidden_picture_costs_nothing_and_what_it_had_goes_to_the_others()
    {
        var all = await PlanAsync("low", new(), new(), new());
        var one = await PlanAsync("low", new("hidden"), new(), new());

        Assert.Equal((false, 0), (one[0].Camera.Active, one[0].Camera.MaxBitrate));
        Assert.True(one[1].Camera.MaxBitrate > all[1].Camera.MaxBitrate);
        Assert.Equal(one[1], one[2]);
    }

    [Fact]
    public async Task A_thumbnail_gets_little_and_who_is_shown_large_the_rest()
    {
        var plan = await PlanAsync("low", [new(), .. Enumerable.Repeat(new Receiver("thumbnail"), 7)]);

        Assert.Equal(360, plan[0].Camera.Height);
        Assert.All(plan.Skip(1), link => Assert.Equal(180, link.Camera.Height));
        Assert.True(plan[0].Camera.MaxBitrate > 3 * plan[1].Camera.MaxBitrate);
    }

    [Theory]
    [InlineData("low", 15)]
    [InlineData("high", 30)]
    public async Task A_screen_stays_sharp_and_gets_more_than_the_camera_beside_it(string quality, int fps)
    {
        var plans = await PlanAsync([Situation(quality, sendsScreen: true, new("thumbnail"), new("thumbnail", "hidden"), new("large"))]);
        var plan = plans[0];

        Assert.Equal((1080, fps), (plan[0].Screen.Height, plan[0].Screen.Fps));
        Assert.True(plan[0].Screen.MaxBitrate > 4 * plan[0].Camera.MaxBitrate);
        Assert.True(plan[2].Screen.MaxBitrate > plan[2].Camera.MaxBitrate);
        Assert.False(plan[1].Screen.Active);
    }

    [Fact]
    public async Task A_strained_link_gives_up_bits_of_its_pictures_and_none_of_its_sound()
    {
        var plan = await PlanAsync("low", new(), new(Bits: 0.5));

        Assert.Equal(plan[0].Camera.MaxBitrate / 2, plan[1].Camera.MaxBitrate);
        Assert.True(plan[1].Camera.Height < plan[0].Camera.Height);
        Assert.Equal(plan[0].Microphone, plan[1].Microphone);
    }

    [Fact]
    public async Task A_picture_that_would_show_nothing_is_not_sent()
    {
        var plan = await PlanAsync("low", [.. Enumerable.Repeat(new Receiver(Bits: 0.1), 8)]);

        Assert.All(plan, link => Assert.False(link.Camera.Active));
        Assert.All(plan, link => Assert.True(link.Microphone.Active));
    }

    [Fact]
    public async Task A_busy_processor_has_fewer_lines_to_encode_and_as_many_bits()
    {
        var plan = await PlanAsync("low", new(), new(Work: 0.4));

        Assert.Equal(plan[0].Camera.MaxBitrate, plan[1].Camera.MaxBitrate);
        Assert.True(plan[1].Camera.Height < plan[0].Camera.Height);
    }

    [Theory]
    [InlineData("low", 20_000_000, 9)]
    [InlineData("low", 1_600_000, 9)]
    [InlineData("low", 1_000_000, 6)]
    [InlineData("low", 250_000, 2)]
    [InlineData("low", 150_000, 1)]
    [InlineData("high", 2_000_000, 4)]
    public async Task A_line_carries_as_many_as_it_has_bits_for_voices_and_faces(string quality, int bits, int people)
    {
        await using var modules = await Modules.InAsync(chromium.Process);

        Assert.Equal(people, await modules.AskAsync<int>("quality.js", "({ peopleAt }, [quality, bits]) => peopleAt(bits, quality, 9)", new object[] { quality, bits }));
    }

    private static object Situation(string quality, bool sendsScreen, params Receiver[] receivers) => new
    {
        quality,
        sends = new { camera = true, screen = sendsScreen, screenAudio = sendsScreen },
        links = receivers.Select(r => new { wish = new { camera = r.Camera, screen = r.Screen }, ease = new { bits = r.Bits, work = r.Work } }).ToArray(),
    };

    private async Task<Limits[]> PlanAsync(string quality, params Receiver[] receivers) => (await PlanAsync([Situation(quality, sendsScreen: false, receivers)]))[0];

    private async Task<Limits[][]> PlanAsync(object[] situations)
    {
        await using var modules = await Modules.InAsync(chromium.Process);
        return await modules.AskAsync<Limits[][]>("quality.js", "({ plan }, situations) => situations.map(plan)", situations);
    }

    private sealed record Receiver(string Camera = "large", string Screen = "large", double Bits = 1, double Work = 1);

    private sealed record Limit
    {
        public bool Active { get; init; }

        public int MaxBitrate { get; init; }

        public int? Height { get; init; }

        public int? Fps { get; init; }
    }

    private sealed record Limits
    {
        public Limit Microphone { get; init; } = new();

        public Limit Camera { get; init; } = new();

        public Limit Screen { get; init; } = new();

        // Each packet of a voice carries the one before it again.
        public long Bits => (2 * Microphone.MaxBitrate) + Camera.MaxBitrate + Screen.MaxBitrate;
    }
}
