using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>One's own account, as people find it in the menu.</summary>
[Collection("Pages")]
public sealed class OwnAccountTests(Chromium chromium)
{
    [Fact]
    public async Task From_the_menu_one_changes_the_name_takes_the_data_and_goes()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var bo = await app.MemberAsync("Bo");
        await bo.MakesMeetingAsync("Office hours");
        await bo.Page.GetByRole(AriaRole.Button, new() { Name = "Account: Bo" }).ClickAsync();
        await bo.Page.GetByRole(AriaRole.Link, new() { Name = "Account", Exact = true }).ClickAsync();

        await bo.Page.GetByLabel("Name").FillAsync("Bo Berg");
        await bo.Button("Save name").ClickAsync();
        await Expect(bo.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Your name was changed.");

        var download = await bo.Page.RunAndWaitForDownloadAsync(() => bo.Page.GetByRole(AriaRole.Link, new() { Name = "Download my data" }).ClickAsync());
        Assert.Equal("online-meetings.json", download.SuggestedFilename);
        var data = JsonDocument.Parse(await File.ReadAllTextAsync(await download.PathAsync())).RootElement;
        Assert.Equal("Bo Berg", data.GetProperty("account")[0].GetProperty("name").GetString());

        await bo.Page.GetByRole(AriaRole.Link, new() { Name = "Delete account" }).ClickAsync();
        await bo.Page.GetByLabel("E-mail of the new organizer").FillAsync("ana@example.org");
        await bo.Page.GetByLabel("Your password").FillAsync(TestServer.PasswordOf("Bo"));
        await bo.Button("Delete account").ClickAsync();
        await Expect(bo.Page.GetByRole(AriaRole.Heading, new() { Name = "Your account was deleted" })).ToBeVisibleAsync();
        await bo.GoesToAsync("meetings");
        await Expect(bo.Button("Sign in")).ToBeVisibleAsync();

        var ana = await app.AdministratorAsync();
        await ana.GoesToAsync("meetings");
        await Expect(ana.Card("Office hours")).ToBeVisibleAsync();
        Assert.Empty(bo.Faults);
    }

    [Fact]
    public async Task Axe_finds_nothing_on_the_pages_of_ones_account()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var found = new Findings();
        await app.MeetingAsync();
        var ana = await app.AdministratorAsync("Ana", Findings.Still());
        await ana.GoesToAsync("account");
        await found.InAllLooksAsync("account", ana);
        await ana.GoesToAsync("account/delete");
        await found.InAllLooksAsync("delete account", ana);
        found.AreNone();
    }
}
