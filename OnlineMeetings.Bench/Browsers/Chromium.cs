using Microsoft.Playwright;

namespace OnlineMeetings.Bench.Browsers;

/// <summary>The real browser, with a fake microphone and a fake camera that are allowed without a question.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const string Program = "/usr/bin/chromium";

    // The address bar's suggestions are two more pages for each window, and each person has one. Of this option the last one counts, so
    // what Playwright itself turns off stands here again.
    private const string WithoutFeatures =
        "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose," +
        "DialMediaRouteProvider,GlobalMediaControls,HttpsUpgrades,LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning," +
        "Translate,OptimizationHints,NetworkTimeServiceQuerying";

    private readonly IPlaywright _playwright;
    private readonly string _film;

    private readonly List<IBrowser> _more = [];

    private Chromium(IPlaywright playwright, IBrowser browser, string film) => (_playwright, Browser, _film) = (playwright, browser, film);

    public IBrowser Browser { get; }

    /// <param name="picture">What every camera shows.</param>
    public static async Task<Chromium> StartAsync(TestPicture picture)
    {
        var film = Path.Combine(Path.GetTempPath(), $"meetings-bench-{Guid.NewGuid():N}.y4m");
        await picture.WriteAsync(film);
        var playwright = await Playwright.CreateAsync();
        return new Chromium(playwright, await LaunchAsync(playwright, film), film);
    }

    /// <summary>
    /// A browser for each of so many people. Those of one browser share its camera, and whoever opens it stops it for the others
    /// for a second: with three people that was most of what was measured.
    /// </summary>
    public async Task<IReadOnlyList<IBrowser>> OneEachAsync(int people)
    {
        while (_more.Count < people)
            _more.Add(await LaunchAsync(_playwright, _film));
        return _more;
    }

    /// <summary>Processor time that the browsers of all people have used until now.</summary>
    public async Task<TimeSpan> ProcessorTimeAsync()
    {
        var seconds = 0.0;
        foreach (var browser in _more)
        {
            var session = await browser.NewBrowserCDPSessionAsync();
            var processes = (await session.SendAsync("SystemInfo.getProcessInfo"))!.Value.GetProperty("processInfo");
            seconds += processes.EnumerateArray().Sum(process => process.GetProperty("cpuTime").GetDouble());
            await session.DetachAsync();
        }
        return TimeSpan.FromSeconds(seconds);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in _more.Append(Browser))
            await browser.DisposeAsync();
        _playwright.Dispose();
        File.Delete(_film);
    }

    private static Task<IBrowser> LaunchAsync(IPlaywright playwright, string film) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = Program,
        Args =
        [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
            "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", $"--use-file-for-fake-video-capture={film}", WithoutFeatures,
        ],
    });
}
