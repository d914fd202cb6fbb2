using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>What people are told of how their links to each other are.</summary>
internal static class Healths
{
    extension(Somebody viewer)
    {
        /// <summary>The tile says so, in words that are read aloud.</summary>
        public Task IsToldOnTileOfAsync(string name, string words) =>
            Expect(viewer.TileOf(name).GetByRole(AriaRole.Status)).ToHaveTextAsync(words, Within(TimeSpan.FromSeconds(40)));

        /// <summary>The mark on a tile says why a link is no better.</summary>
        public Task ReadsOnTileOfAsync(string name, string words) =>
            Expect(viewer.TileOf(name).Locator(".quality")).ToHaveTextAsync(words, Within(TimeSpan.FromSeconds(40)));

        /// <summary>Nothing is wrong with the link any more, as far as its tile says.</summary>
        public async Task IsToldNothingOfLinkToAsync(string name)
        {
            await Expect(viewer.TileOf(name).GetByRole(AriaRole.Status)).ToHaveTextAsync("", Within(TimeSpan.FromSeconds(90)));
            await Expect(viewer.TileOf(name).Locator(".quality")).ToBeHiddenAsync(new() { Timeout = 40_000 });
        }

        /// <summary>From now on, reports this of the link to the other browser, again and again; see <see cref="Somebody.SpeaksDirectlyAsync"/>.</summary>
        public Task ReportsAsync(string what) => viewer.Page.EvaluateAsync($$"""
            () => {
              clearInterval(window.reporting);
              const report = { speaks: true, hears: true, isSoundOnly: false, limit: 'none', {{what}} };
              // While the link is built anew there is no open channel.
              const say = () => { if (channel.readyState === 'open') channel.send(JSON.stringify({ report })); };
              say();
              window.reporting = setInterval(say, 500);
            }
            """);

        /// <summary>The row of somebody in the panel of people.</summary>
        public ILocator RowOf(string name) => viewer.Room.Locator(".people .person").Filter(new() { HasText = name });
    }

    private static LocatorAssertionsToHaveTextOptions Within(TimeSpan time) => new() { Timeout = (float)time.TotalMilliseconds };
}
