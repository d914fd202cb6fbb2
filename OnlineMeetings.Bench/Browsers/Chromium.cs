using Microsoft.Playwright;

namespace OnlineMeetings.Bench.Browsers;

/// <summary>The real browser, with a fake microphone and a fake camera that are allowed without a question.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const string Program = "/usr/bin/chromium";

    private readonly IPlaywright _playwright;
    private readonly string _film;

    private Chromium(IPlaywright playwright, IBrowser browser, string film) => (_playwright, Browser, _film) = (playwright, browser, film);

    public IBrowser Browser { get; }

    public static async Task<Chromium> StartAsync()
    {
        var film = Path.Combine(Path.GetTempPath(), $"meetings-bench-{Guid.NewGuid():N}.y4m");
        await TestPicture.WriteAsync(film);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Program,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
                "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", $"--use-file-for-fake-video-capture={film}",
            ],
        });
        return new Chromium(playwright, browser, film);
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright.Dispose();
        File.Delete(_film);
    }
}
