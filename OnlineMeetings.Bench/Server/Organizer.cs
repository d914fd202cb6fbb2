using Microsoft.Playwright;

namespace OnlineMeetings.Bench.Server;

/// <summary>Sets a fresh server up and makes a meeting, the way a person does.</summary>
internal sealed class Organizer : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private Organizer(IBrowserContext context, IPage page, Uri meeting, string id) => (_context, Page, Meeting, Id) = (context, page, meeting, id);

    public IPage Page { get; }

    /// <summary>The meeting's link; guests may come in.</summary>
    public Uri Meeting { get; }

    /// <summary>What the meeting's own pages have in their address.</summary>
    public string Id { get; }

    public static async Task<Organizer> SetUpAsync(IBrowser browser, Uri server)
    {
        var context = await browser.NewContextAsync(new() { IgnoreHTTPSErrors = true, Locale = "en-GB", BaseURL = server.ToString() });
        var page = await context.NewPageAsync();
        await page.GotoAsync(server.ToString());
        await page.GetByLabel("Name").FillAsync("Bench");
        await page.GetByLabel("E-mail").FillAsync("bench@example.org");
        await page.GetByLabel("Password").FillAsync($"only-for-{Guid.NewGuid():N}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create administrator" }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "New meeting" }).First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Title").FillAsync("Benchmark");
        await dialog.GetByRole(AriaRole.Checkbox, new() { Name = "Allow guest users" }).CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();

        var card = page.GetByRole(AriaRole.Article, new() { Name = "Benchmark" });
        var link = await card.GetByRole(AriaRole.Link, new() { Name = "Benchmark" }).GetAttributeAsync("href");
        var titleId = await card.GetAttributeAsync("aria-labelledby");
        return new Organizer(context, page, new Uri(server, link), Guid.Parse(titleId!["meeting-".Length..]).ToString());
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
