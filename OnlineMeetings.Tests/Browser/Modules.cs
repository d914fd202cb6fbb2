using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>The media engine's modules in an empty page, without a server.</summary>
public sealed class Modules : IAsyncDisposable
{
    private const string Site = "https://modules.test/";

    private Modules(IPage page) => Page = page;

    public IPage Page { get; }

    public static async Task<Modules> InAsync(IBrowser browser)
    {
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1000, Height = 800 } });
        await page.RouteAsync($"{Site}**", route => route.FulfillAsync(new Uri(route.Request.Url).AbsolutePath is "/"
            ? new() { ContentType = "text/html", Body = "<!doctype html><title>Modules</title><body>" }
            : new() { ContentType = "text/javascript", Path = FileOf(new Uri(route.Request.Url).AbsolutePath[1..]) }));
        await page.GotoAsync(Site);
        return new(page);
    }

    /// <summary>What a function gives for a module and an argument.</summary>
    /// <param name="script">A function of two arguments.</param>
    public async Task<T> AskAsync<T>(string module, string script, object? argument = null)
    {
        await ImportAsync(module);
        return await Page.EvaluateAsync<T>($"argument => ({script})(window.module, argument)", argument);
    }

    public async Task ImportAsync(string module) =>
        await Page.EvaluateAsync("async module => { window.module = await import(`/${module}`); }", module);

    public async ValueTask DisposeAsync() => await Page.CloseAsync();

    private static string FileOf(string module, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "OnlineMeetings.Blazor", "wwwroot", "js", "rtc", module);
}
