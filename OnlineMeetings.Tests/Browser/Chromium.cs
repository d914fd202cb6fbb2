using Microsoft.Playwright;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>Real Chromium, one process for all tests of a collection, which run one after another.</summary>
public sealed class Chromium : IAsyncLifetime
{
    // The address bar's suggestions are two more pages for each window, and a tenth of the time. Of this option the last one counts, so
    // what Playwright itself turns off stands here again.
    private const string WithoutFeatures =
        "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose," +
        "DialMediaRouteProvider,GlobalMediaControls,HttpsUpgrades,LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning," +
        "Translate,OptimizationHints,NetworkTimeServiceQuerying";

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
        "--use-fake-device-for-media-stream=fps=10", "--use-fake-ui-for-media-stream", WithoutFeatures,
    ];

    private IPlaywright _playwright = null!;

    public IBrowser Process { get; private set; } = null!;

    /// <summary>A started server of its own, with nobody on it yet.</summary>
    /// <param name="settings">Configuration keys and their values.</param>
    public async Task<MeetingsInChromium> StartMeetingsAsync(params (string Key, string Value)[] settings) =>
        new(await TestServer.StartAsync(settings: settings), Process);

    /// <summary>People who come to a server by another address than its own.</summary>
    public MeetingsInChromium At(TestServer server, Uri entrance) => new(server, Process, entrance);

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        Process = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Arguments });
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        _playwright.Dispose();
    }
}

/// <summary>Pages in which nobody talks, and modules by themselves: beside the tests without a browser.</summary>
[CollectionDefinition("Pages")]
public sealed class PagesCollection : ICollectionFixture<Chromium>;

/// <summary>When the others are done: media needs the processor for itself.</summary>
[CollectionDefinition("Chromium", DisableParallelization = true)]
public sealed class ChromiumCollection : ICollectionFixture<Chromium>;
