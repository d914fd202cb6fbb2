using Microsoft.Playwright;
using OnlineMeetings.Accounts;
using OnlineMeetings.Administration;
using OnlineMeetings.Meetings;
using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

[Collection("Pages")]
public sealed class AdministrationTests(Chromium chromium)
{
    [Fact]
    public async Task A_forgotten_password_is_set_anew_by_a_link_from_the_administrator()
    {
        await using var app = await chromium.StartMeetingsAsync();
        await app.Server.MemberAsync("Bo");
        var ana = await app.AdministratorAsync();
        await ana.GoesToAsync("admin/people");
        await ana.ActsOnAsync("Bo", "Link for a new password");
        await ana.Button("Copy").ClickAsync();
        await Expect(ana.Page.GetByText("Link copied")).ToBeVisibleAsync();

        var bo = await app.StrangerAsync("Bo");
        await bo.GoesToAsync(await ana.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
        await bo.Page.GetByLabel("New password").FillAsync("a new one that is long");
        await bo.Button("Set password").ClickAsync();

        await Expect(bo.Page.GetByRole(AriaRole.Heading, new() { Name = "My meetings" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_account_goes_and_its_meetings_are_given_away()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var (bo, cleo) = (await app.Server.MemberAsync("Bo"), await app.Server.MemberAsync("Cleo"));
        await app.Server.Get<MeetingBook>().CreateAsync(bo.Id, new NewMeeting { Title = "Goes on" }, default);
        var ana = await app.AdministratorAsync();
        await ana.GoesToAsync("admin/people");
        await ana.ActsOnAsync("Bo", "Delete");
        await Expect(ana.Page.GetByText("1 meeting with 0 B of files hangs on it.")).ToBeVisibleAsync();
        await ana.Button("Delete account").ClickAsync();
        await Expect(ana.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Alert)).ToContainTextAsync("Nobody else has an account");
        await ana.Page.GetByLabel("E-mail of the new organizer").FillAsync(cleo.Email);
        await ana.Button("Delete account").ClickAsync();

        await Expect(ana.Page.GetByText("The account of Bo was deleted.")).ToBeVisibleAsync();
        await Expect(ana.Page.GetByRole(AriaRole.Listitem, new() { Name = "Bo", Exact = true })).ToHaveCountAsync(0);
        await ana.GoesToAsync("admin/log");
        await Expect(ana.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Meeting given away" })).ToContainTextAsync("→ Cleo");
    }

    [Fact]
    public async Task A_page_that_was_open_when_the_role_was_taken_away_does_nothing_and_says_so()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var bea = await app.Server.MemberAsync("Bea");
        var ana = await app.AdministratorAsync();
        await ana.GoesToAsync("admin");
        await Expect(ana.Page.GetByLabel("File extension blacklist")).ToBeVisibleAsync();
        var people = app.Server.Get<People>();
        var administrator = await app.Server.AdministratorAsync();
        await people.MakeAdministratorAsync(await app.Server.UserAsync(administrator), bea.Id, default);
        await people.UnmakeAdministratorAsync(await app.Server.UserAsync(bea), administrator.Id, default);

        await ana.Page.GetByLabel("File extension blacklist").FillAsync("nothing");
        await ana.Page.GetByLabel("Registration domains").FocusAsync();

        await Expect(ana.Page.GetByText("You are no administrator any more.").Or(ana.Page.GetByText("This page is not for you")).First).ToBeVisibleAsync();
        Assert.Contains("exe", (await app.Server.Get<ServerSettingsStore>().ReadAsync(default)).BlockedExtensions, StringComparison.Ordinal);
        await ana.GoesToAsync("admin/log");
        await Expect(ana.Page.GetByText("This page is not for you")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_default_for_guests_and_the_size_of_a_file_hold_at_once_in_open_pages()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var bo = await app.AdministratorAsync();
        await bo.JoinsAsync(meeting.Link);
        await bo.OpensPanelAsync("Files");
        await Expect(bo.RoomButton("Upload file")).ToBeEnabledAsync();
        var ana = await app.AdministratorAsync();
        await ana.GoesToAsync("admin");
        await ana.Page.GetByLabel("A file may have (MB)").FillAsync("1");
        await ana.Page.GetByRole(AriaRole.Switch, new() { Name = "Allow guest users" }).CheckAsync();
        await Expect(ana.Page.GetByText("Saved.")).ToBeVisibleAsync();

        await Expect(bo.Room.Locator("[data-max-bytes='1048576']")).ToBeVisibleAsync();
        await bo.TriesToUploadAsync("large.bin", new byte[2_000_000]);
        await Expect(bo.Room.Locator(".uploads").GetByRole(AriaRole.Alert)).ToContainTextAsync("A file may have 1 MB.");
        await ana.GoesToAsync("meetings");
        await ana.Button("New meeting").First.ClickAsync();
        await Expect(ana.Page.GetByRole(AriaRole.Dialog).GetByLabel("Allow guest users")).ToBeCheckedAsync();
    }
}
