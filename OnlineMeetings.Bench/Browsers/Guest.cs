using Microsoft.Playwright;

namespace OnlineMeetings.Bench.Browsers;

/// <summary>A person with a browser profile of their own, before or inside a meeting, whose page is watched.</summary>
internal sealed class Guest : IAsyncDisposable
{
    private const string WithoutDevices =
        "if (navigator.mediaDevices) navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('none is there', 'NotFoundError'); };";

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly IBrowserContext _context;
    private readonly IPage _page;
    private readonly ILocator _place;

    private Guest(IBrowserContext context, IPage page, Traffic traffic, Venue venue, bool hasDevices)
    {
        (_context, _page, Traffic, HasDevices) = (context, page, traffic, hasDevices);
        _place = venue.IsFramed ? page.FrameLocator("iframe[title=Meeting]").Locator("body") : page.Locator("body");
    }

    public Traffic Traffic { get; }

    public bool HasDevices { get; }

    private ILocator JoinButton => Button("Join");

    private ILocator LeaveButton => Button("Leave");

    /// <summary>Opens the venue's page and returns as soon as a click on Join would do something.</summary>
    /// <param name="hasDevices">Whether there is a camera and a microphone.</param>
    public static async Task<Guest> ArriveAsync(IBrowser browser, Venue venue, bool hasDevices = true)
    {
        var context = await browser.NewContextAsync(new() { IgnoreHTTPSErrors = true, Locale = "en-GB", ViewportSize = new() { Width = 1280, Height = 800 } });
        await context.AddInitScriptAsync(Embedded.Text("watch.js"));
        await context.AddInitScriptAsync(Embedded.Text("figures.js"));
        if (!hasDevices)
            await context.AddInitScriptAsync(WithoutDevices);
        var page = await context.NewPageAsync();
        var guest = new Guest(context, page, await Traffic.OfAsync(context, page), venue, hasDevices);
        await page.GotoAsync(venue.Address.ToString(), new() { WaitUntil = WaitUntilState.Commit });
        await guest.UntilAsync(new { usable = 1 });
        return guest;
    }

    /// <summary>Gives the name, and waits for the own picture, if any: from here on only the meeting itself is missing.</summary>
    public async Task GetReadyAsync(string name)
    {
        if (HasDevices)
            await UntilAsync(new { self = 1 });
        await _place.GetByLabel("Your name").FillAsync(name);
    }

    /// <summary>Clicks Join and waits until so many links are up and so many others are seen.</summary>
    public async Task JoinAsync(int links, int pictures)
    {
        await _page.EvaluateAsync("bench.forget()");
        Traffic.Forget();
        await JoinButton.ClickAsync();
        if (links == 0)
            await LeaveButton.WaitForAsync();
        else
            await SeesAsync(links, pictures);
    }

    public Task SeesAsync(int links, int pictures) => UntilAsync(new { connected = links, frame = pictures });

    public Task SwitchCameraOffAsync() => Button("Camera").ClickAsync();

    /// <summary>From now on, shows nothing of the others.</summary>
    public Task HideOthersAsync() =>
        _place.EvaluateAsync("body => body.append(Object.assign(document.createElement('style'), { textContent: '[data-tile]:not(.mirror) { display: none }' }))");

    public async Task<PageFigures> FiguresAsync() => PageFigures.Read((await _page.EvaluateAsync("bench.figures()"))!.Value);

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

    private ILocator Button(string name) => _place.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private Task UntilAsync(object links) => _page.EvaluateAsync("links => bench.until(links)", links).WaitAsync(_patience);
}
