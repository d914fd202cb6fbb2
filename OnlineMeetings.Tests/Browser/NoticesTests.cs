using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>What one hears of while one looks at something else.</summary>
[Collection("Chromium")]
public sealed class NoticesTests(Chromium chromium)
{
    [Fact]
    public async Task What_comes_while_the_tab_is_hidden_is_counted_in_its_title_and_heard_until_it_is_seen_again()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var people = await app.MeetAsync(meeting, "Ana", "Bo");
        var (ana, bo) = (people[0], people[1]);
        await ana.NotesNoticesAsync();

        await bo.WritesAsync("Nobody looks away yet");
        await ana.ReadsAsync("Nobody looks away yet");
        await ana.HidesTabAsync();
        await ana.WritesAsync("My own");
        await Expect(ana.Page).ToHaveTitleAsync("Autumn catalogue");
        Assert.Equal(0, await ana.NotesPlayedAsync());

        await bo.WritesAsync("Are you there?");
        await Expect(ana.Page).ToHaveTitleAsync("(1) Autumn catalogue");
        await Somebody.EventuallyAsync("Ana hears it", async () => await ana.NotesPlayedAsync() > 0);
        var cleo = await app.StrangerAsync("Cleo");
        await cleo.JoinsAsync(meeting.Link, by: "Join chat only");
        await Expect(ana.Page).ToHaveTitleAsync("(2) Autumn catalogue");
        Assert.Empty(await ana.DesktopNoticesAsync());

        await ana.HidesTabAsync(false);
        await Expect(ana.Page).ToHaveTitleAsync("Autumn catalogue");
    }

    [Fact]
    public async Task A_desktop_notice_has_the_message_as_plain_text_once_it_was_switched_on()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var ana = await app.AdministratorAsync("Ana", new() { Permissions = ["camera", "microphone", "notifications"] });
        await ana.JoinsAsync(meeting.Link);
        var bo = await app.StrangerAsync("Bo");
        await bo.JoinsAsync(meeting.Link);
        await ana.SeesAsync("Bo");
        await ana.NotesNoticesAsync();

        await ana.WantsNoticesAsync("Notice on the desktop", true);
        await ana.HidesTabAsync();
        await bo.WritesAsync("Look: <b>this</b>");
        await Somebody.EventuallyAsync("Ana is shown it", async () => (await ana.DesktopNoticesAsync()).Length > 0);
        Assert.Equal(["Autumn catalogue | Bo: Look: <b>this</b>"], await ana.DesktopNoticesAsync());
    }

    [Fact]
    public async Task Each_kind_can_be_switched_off_and_the_browser_remembers_it()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var ana = await app.AdministratorAsync();
        await ana.JoinsAsync(meeting.Link);
        await ana.WantsNoticesAsync("Sound", false);
        await ana.WantsNoticesAsync("Count in the tab’s title", false);
        await ana.ReloadsAsync();
        await ana.IsInsideAsync();
        var bo = await app.StrangerAsync("Bo");
        await bo.JoinsAsync(meeting.Link);
        await ana.SeesAsync("Bo");
        await ana.NotesNoticesAsync();

        await ana.HidesTabAsync();
        await bo.WritesAsync("Nobody hears this");
        await Expect(ana.Room.Locator("[data-news]")).ToHaveTextAsync("Bo: Nobody hears this");
        await ana.HidesTabAsync(false);
        await ana.WantsNoticesAsync("Count in the tab’s title", true);
        await ana.HidesTabAsync();
        await bo.WritesAsync("This is counted");

        await Expect(ana.Page).ToHaveTitleAsync("(1) Autumn catalogue");
        Assert.Equal(0, await ana.NotesPlayedAsync());
    }

    [Fact]
    public async Task Where_the_browser_refuses_notices_the_switch_says_so_and_stays_off()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var ana = await app.AdministratorAsync();
        await ana.JoinsAsync((await app.MeetingAsync()).Link);

        await ana.OpensNoticesAsync();
        await ana.Room.GetByLabel("Notice on the desktop").ClickAsync();

        await ana.IsToldAsync("The browser may not show notices of this server.");
        await Expect(ana.Room.GetByLabel("Notice on the desktop")).Not.ToBeCheckedAsync();
    }

    [Fact]
    public async Task What_comes_while_the_connection_is_away_is_counted_when_it_is_back()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var people = await app.MeetAsync(await app.MeetingAsync(), "Ana", "Bo");
        var (ana, bo) = (people[0], people[1]);
        await ana.HidesTabAsync();

        await ana.LosesConnectionAsync();
        await bo.WritesAsync("While you were away");

        await Expect(ana.Page).ToHaveTitleAsync("(1) Autumn catalogue");
    }

    [Fact]
    public async Task A_knock_is_heard_by_the_organizer_also_while_the_tab_is_seen()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var ana = await app.AdministratorAsync();
        await ana.OpensSettingsAsync(meeting);
        await ana.SetsAsync("Waiting room", true);
        await ana.SavesAsync();
        await ana.JoinsAsync(meeting.Link);
        await ana.NotesNoticesAsync();

        var bo = await app.StrangerAsync("Bo");
        await bo.KnocksAsync(meeting.Link);

        await Somebody.EventuallyAsync("Ana hears the knock", async () => await ana.NotesPlayedAsync() > 0);
        await Expect(ana.Page).ToHaveTitleAsync("Autumn catalogue");
    }
}
