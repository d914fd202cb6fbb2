namespace OnlineMeetings.Tests.InChromium;

/// <summary>When a link is repaired, and how, as repair.js decides.</summary>
[Collection("Pages")]
public sealed class RepairTests(Chromium chromium)
{
    private const int Minute = 60_000;

    [Theory]
    [InlineData(true, "restart rebuild relay sound rebuild relay sound rebuild")]
    [InlineData(false, "restart rebuild sound rebuild sound rebuild sound rebuild")]
    public async Task Each_step_asks_more_than_the_one_before_and_none_is_given_up(bool hasRelay, string steps)
    {
        await using var modules = await Modules.InAsync(chromium.Process);

        Assert.Equal(steps, await modules.AskAsync<string>(
            "repair.js", "({ stepOf }, hasRelay) => [1, 2, 3, 4, 5, 6, 7, 8].map((attempt) => stepOf(attempt, hasRelay)).join(' ')", hasRelay));
    }

    [Fact]
    public async Task A_failed_link_is_restarted_at_once_and_taken_further_as_long_as_it_fails() =>
        Assert.Equal("restart rebuild relay sound", await StepsAsync(("failed", 100), ("failed", 1_000), ("failed", 2_000), ("failed", 4_000)));

    [Fact]
    public async Task A_link_that_never_connects_is_repaired_more_and_more_slowly() =>
        Assert.Equal("restart rebuild relay", await StepsAsync(("connecting", Minute)));

    [Fact]
    public async Task A_connected_link_that_carries_one_direction_alone_is_repaired_like_a_failed_one() =>
        Assert.Equal("restart rebuild relay sound", await StepsAsync(("connected", 1_000), ("unheard", 100), ("connected", 90_000)));

    [Fact]
    public async Task What_is_heard_again_is_left_alone_and_after_a_while_the_next_repair_is_a_first_one() =>
        Assert.Equal("restart restart", await StepsAsync(("connected", 1_000), ("unheard", 100), ("heard", Minute), ("failed", 100)));

    [Fact]
    public async Task A_link_that_holds_for_a_moment_only_is_taken_further() =>
        Assert.Equal("restart rebuild", await StepsAsync(("failed", 100), ("connected", 5_000), ("failed", 1_000)));

    [Fact]
    public async Task A_disconnected_link_is_left_alone_while_something_comes() =>
        Assert.Equal("", await StepsAsync(("connected", 1_000), ("flows", 0), ("disconnected", Minute)));

    [Fact]
    public async Task A_disconnected_link_from_which_nothing_comes_is_restarted() =>
        Assert.Equal("restart", await StepsAsync(("connected", 1_000), ("disconnected", 10_000)));

    [Fact]
    public async Task After_a_sleep_what_is_broken_is_repaired_at_once() =>
        Assert.Equal("restart", await StepsAsync(("disconnected", 10), ("wakes", 10)));

    [Fact]
    public async Task After_a_sleep_a_link_that_only_seems_connected_is_repaired_within_seconds() =>
        Assert.Equal("restart", await StepsAsync(("connected", 1_000), ("wakes", 3_000)));

    [Fact]
    public async Task After_a_sleep_a_link_on_which_something_comes_is_left_alone() =>
        Assert.Equal("", await StepsAsync(("connected", 1_000), ("flows", 0), ("wakes", Minute)));

    [Fact]
    public async Task Nothing_is_repaired_while_signals_cannot_leave() =>
        Assert.Equal("restart", await StepsAsync(("mute", 0), ("failed", Minute), ("unmute", 2_000)));

    /// <summary>The steps that were taken, after so many milliseconds each.</summary>
    private async Task<string> StepsAsync(params (string What, int Milliseconds)[] story)
    {
        await using var modules = await Modules.InAsync(chromium.Process);
        await modules.Page.Clock.InstallAsync();
        await modules.ImportAsync("repair.js");
        await modules.Page.EvaluateAsync("""
            () => {
              window.steps = [];
              const world = { flows: false, canSignal: true, bytes: 0 };
              const repair = new module.Repair({
                isPolite: () => false,
                canSignal: () => world.canSignal,
                hasRelay: () => true,
                bytesReceived: async () => (world.bytes += world.flows ? 1 : 0),
                take: (step) => steps.push(step),
              });
              const turns = {
                unheard: () => (repair.isHeard = false), heard: () => (repair.isHeard = true), wakes: () => repair.hurry(),
                flows: () => (world.flows = true), mute: () => (world.canSignal = false), unmute: () => (world.canSignal = true),
              };
              window.turn = (what) => (turns[what] ?? (() => repair.observe(what)))();
            }
            """);
        foreach (var (what, milliseconds) in story)
        {
            await modules.Page.EvaluateAsync("what => { turn(what); }", what);
            await modules.Page.Clock.RunForAsync(milliseconds);
        }
        return await modules.Page.EvaluateAsync<string>("() => steps.join(' ')");
    }
}
