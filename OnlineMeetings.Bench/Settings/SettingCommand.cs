using System.Globalization;
using Microsoft.Playwright;
using OnlineMeetings.Bench.Browsers;
using OnlineMeetings.Bench.Report;
using OnlineMeetings.Bench.Server;

namespace OnlineMeetings.Bench.Settings;

/// <summary>`setting`: from the click on Save to what somebody else's open room shows of it.</summary>
internal static class SettingCommand
{
    private const int UsualRuns = 15;
    private const int WarmUps = 3;

    public static async Task<int> RunAsync(string[] options)
    {
        var runs = options is [var wish, ..] ? int.Parse(wish, CultureInfo.InvariantCulture) : UsualRuns;
        var program = await PublishedProgram.BringUpToDateAsync();
        var load = Machine.Load();
        await using var chromium = await Chromium.StartAsync(TestPicture.Waves);
        await using var server = await RunningServer.StartAsync(program);
        await using var organizer = await Organizer.SetUpAsync(chromium.Browser, server.Address);
        await using var guest = await ReaderAsync(chromium.Browser, organizer.Meeting);
        await OpenSettingsAsync(organizer);

        var times = new List<double?>();
        for (var run = 1 - WarmUps; run <= runs; run++)
        {
            var time = await SaveAsync(organizer.Page, guest.Pages[0], $"Benchmark {run + WarmUps}");
            if (run >= 1)
                times.Add(time);
        }
        var figures = Figures.Of(times)!;
        var table = new MarkdownTable("", "app", "goal");
        table.Add("Save → title in another browser's room", figures.Show(" ms"), "≤ 300 ms");
        var machine = Machine.Here(chromium.Browser.Version, load);
        Console.WriteLine($"{machine}\n{runs} runs, https, published build\n\n{table}");
        Console.WriteLine(await ResultFile.WriteAsync("setting", new { machine, figures }));
        return 0;
    }

    private static async Task<IBrowserContext> ReaderAsync(IBrowser browser, Uri meeting)
    {
        var context = await browser.NewContextAsync(new() { IgnoreHTTPSErrors = true, Locale = "en-GB" });
        var page = await context.NewPageAsync();
        await page.GotoAsync(meeting.ToString());
        var room = page.FrameLocator("iframe[title=Meeting]");
        await room.GetByLabel("Your name").FillAsync("Bo");
        await room.GetByRole(AriaRole.Button, new() { Name = "Join chat only" }).ClickAsync();
        await room.GetByRole(AriaRole.Button, new() { Name = "Leave", Exact = true }).WaitForAsync();
        return context;
    }

    private static async Task OpenSettingsAsync(Organizer organizer)
    {
        await organizer.Page.GotoAsync($"/meetings/{organizer.Id}/settings");
        await organizer.Page.GetByRole(AriaRole.Region, new() { Name = "Options" }).WaitForAsync();
        await organizer.Page.EvaluateAsync("""
            () => document.addEventListener('click', ({ target }) => {
              if (target.textContent.trim() === 'Save') window.savedAt = performance.timeOrigin + performance.now();
            }, { capture: true })
            """);
    }

    private static async Task<double> SaveAsync(IPage organizer, IPage guest, string title)
    {
        var seen = guest.Frame("room")!.EvaluateAsync<double>("""
            title => new Promise(resolve => {
              const look = () => { if (document.querySelector('h1')?.textContent === title) resolve(performance.timeOrigin + performance.now()); };
              new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
            })
            """, title);
        await organizer.GetByLabel("Title", new() { Exact = true }).FillAsync(title);
        await organizer.GetByLabel("Title", new() { Exact = true }).PressAsync("Tab");
        await organizer.GetByText("1 change not saved").WaitForAsync();
        await organizer.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        var seenAt = await seen;
        return seenAt - await organizer.EvaluateAsync<double>("window.savedAt");
    }
}
