using Microsoft.Playwright;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>What is seen of whom, as sight.js finds and wish.js says it.</summary>
[Collection("Pages")]
public sealed class SightTests(Chromium chromium)
{
    [Fact]
    public async Task A_picture_is_wished_as_it_is_seen()
    {
        await using var modules = await OpenAsync();

        await SaysAsync(modules, "large", "nothing changes");
        await SaysAsync(modules, "thumbnail", "place.style.width = '200px'");
        await SaysAsync(modules, "large", "place.style.width = '600px'");
        await SaysAsync(modules, "hidden", "place.style.display = 'none'");
        await SaysAsync(modules, "large", "place.style.display = ''");
        await SaysAsync(modules, "hidden", "place.style.marginTop = '2000px'");
        await SaysAsync(modules, "large", "scrollTo(0, 2000)");
    }

    [Fact]
    public async Task In_a_hidden_tab_only_what_is_in_picture_in_picture_is_seen()
    {
        await using var modules = await OpenAsync();
        const string hides = "Object.defineProperty(document, 'hidden', { value: true, configurable: true }); document.dispatchEvent(new Event('visibilitychange'))";

        await SaysAsync(modules, "hidden", hides);
        await SaysAsync(modules, "large", """
            Object.defineProperty(document, 'pictureInPictureElement', { value: video, configurable: true });
            video.dispatchEvent(new Event('enterpictureinpicture', { bubbles: true }))
            """);
        await SaysAsync(modules, "hidden", """
            Object.defineProperty(document, 'pictureInPictureElement', { value: null, configurable: true });
            video.dispatchEvent(new Event('leavepictureinpicture', { bubbles: true }))
            """);
    }

    [Fact]
    public async Task What_is_behind_a_picture_in_full_screen_is_not_seen()
    {
        await using var modules = await OpenAsync();

        await SaysAsync(modules, "hidden", "Object.assign(document.body.appendChild(document.createElement('div')), { id: 'other' }).requestFullscreen()");
        await SaysAsync(modules, "large", "document.exitFullscreen()");
    }

    [Fact]
    public async Task Of_whom_nothing_is_laid_out_nothing_is_said()
    {
        await using var modules = await OpenAsync();
        await SaysAsync(modules, "thumbnail", "place.style.width = '200px'");

        await modules.Page.EvaluateAsync("() => sight.watch([])");

        Assert.Null(await modules.Page.EvaluateAsync<object?>("() => said.bo"));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("'large'")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{ wish: null }")]
    [InlineData("{ wish: 'large' }")]
    [InlineData("{ wish: { camera: 'large' } }")]
    [InlineData("{ wish: { camera: '8K', screen: 'large' } }")]
    [InlineData("{ wish: { camera: 4320, screen: 7680 } }")]
    [InlineData("{ wish: { camera: ['large'], screen: 'large' } }")]
    [InlineData("{ wish: { camera: 'constructor', screen: 'toString' } }")]
    public async Task Whatever_is_no_wish_is_ignored(string message)
    {
        await using var modules = await Modules.InAsync(chromium.Process);

        Assert.Null(await modules.AskAsync<object?>("wish.js", $"({{ readWish }}) => readWish({message})"));
    }

    [Fact]
    public async Task A_wish_is_read_without_what_else_was_said()
    {
        await using var modules = await Modules.InAsync(chromium.Process);

        Assert.Equal("""{"camera":"thumbnail","screen":"hidden"}""", await modules.AskAsync<string>(
            "wish.js", "({ readWish }) => JSON.stringify(readWish({ wish: { screen: 'hidden', camera: 'thumbnail', lines: 4320 }, more: 1 }))"));
    }

    /// <summary>A page that shows Bo in a place of 600 × 400.</summary>
    private async Task<Modules> OpenAsync()
    {
        var modules = await Modules.InAsync(chromium.Process);
        await modules.ImportAsync("sight.js");
        await modules.Page.EvaluateAsync("""
            () => {
              window.place = document.body.appendChild(document.createElement('div'));
              window.video = place.appendChild(document.createElement('video'));
              place.style.cssText = 'width: 600px; height: 400px';
              window.said = {};
              window.sight = new module.Sight((id, wish) => { said[id] = wish; });
              sight.watch([{ id: 'bo', slot: 'camera', video, place }]);
            }
            """);
        return modules;
    }

    /// <summary>After this has happened, it is said that the picture is seen so.</summary>
    private static async Task SaysAsync(Modules modules, string size, string happens)
    {
        if (happens is not "nothing changes")
            await modules.Page.EvaluateAsync($"async () => {{ {happens}; }}");
        await modules.Page.WaitForFunctionAsync("size => said.bo?.camera === size", size, new PageWaitForFunctionOptions { Timeout = 20_000 });
    }
}
