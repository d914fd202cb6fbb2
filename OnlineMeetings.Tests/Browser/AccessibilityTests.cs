using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>axe finds nothing on any page, light and dark, wide and narrow.</summary>
[Collection("Pages")]
public sealed class AccessibilityTests(Chromium chromium)
{
    [Fact]
    public async Task Axe_finds_nothing_outside_the_room()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var found = new Findings();
        var stranger = await app.StrangerAsync("Bo", Findings.Still());
        await stranger.GoesToAsync("setup");
        await found.InAllLooksAsync("setup", stranger);
        var ana = await app.AdministratorAsync("Ana", Findings.Still());
        await stranger.GoesToAsync("account/sign-in");
        await found.InAllLooksAsync("sign-in", stranger);
        await stranger.GoesToAsync("m/thislinkleadsnowhere1234");
        await found.InAllLooksAsync("no meeting", stranger);

        await ana.GoesToAsync("meetings");
        await Expect(ana.Page.GetByText("No meetings yet")).ToBeVisibleAsync();
        await found.InAllLooksAsync("my meetings, empty", ana);
        await ana.Button("New meeting").First.ClickAsync();
        await Expect(ana.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await found.InAllLooksAsync("new meeting", ana);
        var meeting = await app.MeetingAsync(password: "seven brown bears");
        await app.MeetingAsync("Winter catalogue");
        await ana.GoesToAsync("meetings");
        await Expect(ana.Card("Winter catalogue")).ToBeVisibleAsync();
        await found.InAllLooksAsync("my meetings, cards", ana);
        await ana.Card("Winter catalogue").GetByRole(AriaRole.Button, new() { Name = "Actions" }).ClickAsync();
        await Expect(ana.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Open", Exact = true })).ToBeVisibleAsync();
        // A menu lies over the page and in no landmark of it, as every dialog does; axe knows that of dialogs only.
        await found.InAllLooksAsync("actions", ana, but: "region");
        await ana.GoesToAsync("admin");
        await Expect(ana.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await found.InAllLooksAsync("administration", ana);
        await app.Server.MemberAsync("Cleo");
        await ana.GoesToAsync("admin/people");
        await Expect(ana.Page.GetByText("cleo@example.org")).ToBeVisibleAsync();
        await found.InAllLooksAsync("administration, people", ana);
        await ana.Button("New account").ClickAsync();
        await Expect(ana.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await found.InAllLooksAsync("administration, new account", ana);
        await ana.Button("Cancel").ClickAsync();
        await ana.ActsOnAsync("Cleo", "Link for a new password");
        await Expect(ana.Page.GetByLabel("One-time link")).ToBeVisibleAsync();
        await found.InAllLooksAsync("administration, link", ana);
        await stranger.GoesToAsync(await ana.Page.GetByLabel("One-time link").InputValueAsync());
        await found.InAllLooksAsync("new password", stranger);
        await ana.Button("Done").ClickAsync();
        await ana.ActsOnAsync("Cleo", "Delete");
        await Expect(ana.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await found.InAllLooksAsync("administration, delete account", ana);
        await ana.Button("Cancel").ClickAsync();
        await ana.GoesToAsync("admin/meetings");
        await Expect(ana.Page.GetByRole(AriaRole.Rowheader, new() { Name = "Winter catalogue" })).ToBeVisibleAsync();
        await found.InAllLooksAsync("administration, meetings", ana);
        await ana.GoesToAsync("admin/log");
        await Expect(ana.Page.GetByRole(AriaRole.Cell, new() { Name = "Winter catalogue" })).ToBeVisibleAsync();
        await found.InAllLooksAsync("administration, log", ana);
        await ana.OpensSettingsAsync(meeting);
        await ana.SetsAsync("Scheduled meeting", true);
        await ana.Page.GetByLabel("Repeat", new() { Exact = true }).SelectOptionAsync("Custom");
        await Expect(ana.Button("Friday")).ToBeVisibleAsync();
        await found.InAllLooksAsync("settings", ana);

        await stranger.ComesToDoorAsync(meeting.Link);
        await found.InAllLooksAsync("door", stranger);
        found.AreNone();
    }

    [Fact]
    public async Task Axe_finds_nothing_in_the_room()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var found = new Findings();
        var meeting = await app.MeetingAsync();
        var ana = await app.AdministratorAsync("Ana", Findings.Still());
        await ana.JoinsAsync(meeting.Link);
        await Expect(ana.Room.GetByRole(AriaRole.Heading, new() { Name = "You are the only one here" })).ToBeVisibleAsync();
        await found.InAllLooksAsync("room, alone", ana);
        var bo = await app.StrangerAsync("Bo", Findings.Still());
        await bo.JoinsAsync(meeting.Link);
        await ana.SeesVideoOfAsync("Bo");
        await bo.SwitchesAsync("Camera");
        await found.InAllLooksAsync("room, two", ana);
        await bo.WritesAsync("See https://example.org/plan for the plan");
        await ana.WritesAsync("Thanks");
        await ana.ReadsAsync("Thanks");
        await found.InAllLooksAsync("room, chat", ana);
        await ana.UploadsAsync("Prices.pdf", [1, 2, 3]);
        await found.InAllLooksAsync("room, files", ana);
        await ana.OpensPanelAsync("People");
        await found.InAllLooksAsync("room, people", ana);
        await bo.SharesScreenAsync();
        await ana.SeesScreenOfAsync("Bo");
        await ana.OpensMenuOfAsync("Bo");
        await found.InAllLooksAsync("room, a shared screen and the menu of a tile", ana);
        await app.Server.MemberAsync("Cleo");
        await ana.RoomButton("Invite").ClickAsync();
        await ana.Room.GetByLabel("Name or e-mail address").FillAsync("cleo");
        await Expect(ana.RoomButton("Invite Cleo")).ToBeVisibleAsync();
        await found.InAllLooksAsync("room, inviting", ana);
        await bo.ReactsAsync("Applause");
        await ana.RoomButton("Reactions").ClickAsync();
        await Expect(ana.RoomButton("Applause")).ToBeVisibleAsync();
        await found.InAllLooksAsync("room, reactions", ana);
        await ana.OpensDevicesAsync();
        await found.InAllLooksAsync("room, devices", ana);
        await ana.OpensNoticesAsync();
        // Under a modal dialog the page is inert, and axe sees neither its landmarks nor its headings.
        await found.InAllLooksAsync("room, notices", ana, "landmark-one-main", "page-has-heading-one");
        found.AreNone();
    }
}
