using Microsoft.Playwright;

namespace OnlineMeetings.Bench.Browsers;

/// <summary>A person with a browser profile of their own, before or inside a meeting, whose page is watched.</summary>
internal sealed class Guest : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly IBrowserContext _context;
    private readonly IPage _page;

    private Guest(IBrowserContext context, IPage page, Traffic traffic, Venue venue)
    {
        (_context, _page, Traffic) = (context, page, traffic);
        var place = venue.IsFramed ? page.FrameLocator("iframe[title=Meeting]").Locator("body") : page.Locator("body");
        Name = place.GetByLabel("Your name");
        JoinButton = place.GetByRole(AriaRole.Button, new() { Name = "Join", Exact = true });
        LeaveButton = place.GetByRole(AriaRole.Button, new() { Name = "Leave", Exact = true });
    }

    public Traffic Traffic { get; }

    private ILocator Name { get; }

    private ILocator JoinButton { get; }

    private ILocator LeaveButton { get; }

    /// <summary>Opens the venue's page and returns as soon as a click on Join would do something.</summary>
    public static async Task<Guest> ArriveAsync(IBrowser browser, Venue venue)
    {
        var context = await browser.NewContextAsync(new() { IgnoreHTTPSErrors = true, Locale = "en-GB", ViewportSize = new() { Width = 1280, Height = 800 } });
        await context.AddInitScriptAsync(Embedded.Text("watch.js"));
        var page = await context.NewPageAsync();
        var guest = new Guest(context, page, await Traffic.OfAsync(context, page), venue);
        await page.GotoAsync(venue.Address.ToString(), new() { WaitUntil = WaitUntilState.Commit });
        await guest.UntilAsync(["usable"]);
        return guest;
    }

    /// <summary>Gives the name, and waits for the own picture: from here on only the meeting itself is missing.</summary>
    public async Task GetReadyAsync(string name)
    {
        await UntilAsync(["self"]);
        await Name.FillAsync(name);
    }

    /// <summary>Clicks Join and waits until everybody of so many others is seen.</summary>
    public async Task JoinAsync(int others)
    {
        await _page.EvaluateAsync("bench.forget()");
        Traffic.Forget();
        await JoinButton.ClickAsync();
        if (others == 0)
            await LeaveButton.WaitForAsync();
        else
            await SeesAsync(others);
    }

    public Task SeesAsync(int others) => UntilAsync(["connected", "frame"], others);

    public async Task LeaveAsync()
    {
        await LeaveButton.ClickAsync();
        await JoinButton.WaitForAsync();
    }

    public Task TakePictureAsync(string path) => _page.ScreenshotAsync(new() { Path = path });

    public async Task<Timeline> TimelineAsync() => Timeline.Read((await _page.EvaluateAsync("bench.marks()"))!.Value);

    /// <summary>When the page was asked for, in milliseconds since 1970.</summary>
    public Task<double> AskedAtAsync() => _page.EvaluateAsync<double>("bench.origin()");

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private Task UntilAsync(string[] names, int links = 1) =>
        _page.EvaluateAsync("([names, links]) => bench.until(names, links)", new object[] { names, links }).WaitAsync(_patience);
}
