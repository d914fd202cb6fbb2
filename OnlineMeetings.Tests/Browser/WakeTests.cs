namespace OnlineMeetings.Tests.InChromium;

/// <summary>How wake.js notices that a machine has slept, or is in another network.</summary>
[Collection("Chromium")]
public sealed class WakeTests(Chromium chromium)
{
    private const int Minute = 60_000;

    [Fact]
    public async Task A_minute_that_passes_is_no_sleep_and_one_that_is_missing_is()
    {
        await using var modules = await WatchingAsync();

        await modules.Page.Clock.RunForAsync(Minute);
        Assert.Equal(0, await WakesAsync(modules));

        await modules.Page.Clock.FastForwardAsync(Minute);
        Assert.Equal(1, await WakesAsync(modules));
    }

    [Theory]
    [InlineData("dispatchEvent(new Event('online'))")]
    [InlineData("document.dispatchEvent(new Event('resume'))")]
    public async Task What_the_browser_says_is_believed_until_the_end(string says)
    {
        await using var modules = await WatchingAsync();

        await modules.Page.EvaluateAsync($"() => {{ {says}; }}");
        Assert.Equal(1, await WakesAsync(modules));

        await modules.Page.EvaluateAsync($"() => {{ wake.close(); {says}; }}");
        await modules.Page.Clock.FastForwardAsync(Minute);
        Assert.Equal(1, await WakesAsync(modules));
    }

    private async Task<Modules> WatchingAsync()
    {
        var modules = await Modules.InAsync(chromium.Process);
        await modules.Page.Clock.InstallAsync();
        await modules.ImportAsync("wake.js");
        await modules.Page.EvaluateAsync("() => { window.wakes = 0; window.wake = new module.Wake(() => wakes++); }");
        return modules;
    }

    private static Task<int> WakesAsync(Modules modules) => modules.Page.EvaluateAsync<int>("() => wakes");
}
