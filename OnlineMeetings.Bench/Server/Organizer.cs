using Microsoft.Playwright;

namespace OnlineMeetings.Bench.Server;

/// <summary>Sets a fresh server up and makes the meeting, the way a person does.</summary>
internal static class Organizer
{
    /// <returns>The meeting's link; guests may come in.</returns>
    public static async Task<Uri> MakeMeetingAsync(IBrowser browser, Uri server)
    {
        await using var context = await browser.NewContextAsync(new() { IgnoreHTTPSErrors = true, Locale = "en-GB" });
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

        var link = page.GetByRole(AriaRole.Article, new() { Name = "Benchmark" }).GetByRole(AriaRole.Link, new() { Name = "Benchmark" });
        return new Uri(server, await link.GetAttributeAsync("href"));
    }
}
