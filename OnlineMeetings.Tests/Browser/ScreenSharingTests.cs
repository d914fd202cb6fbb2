using static Microsoft.Playwright.Assertions;
using static OnlineMeetings.Tests.InChromium.Screens;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>A screen is shared beside the camera: begun in the click, held by the room, ended by whoever ends it.</summary>
[Collection("Chromium")]
public sealed class ScreenSharingTests(Chromium chromium)
{
    [Fact]
    public async Task A_shared_screen_is_seen_beside_the_camera_until_the_browsers_own_button_ends_it()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var people = await app.MeetAsync(await app.MeetingAsync(), "Ana", "Bo");
        var (ana, bo) = (people[0], people[1]);
        await bo.NotesScreensAskedForAsync();
        await ana.CountsDescriptionsAsync();

        await bo.SharesScreenAsync();
        await ana.SeesScreenOfAsync("Bo");
        await ana.SeesAndHearsMoreOfAsync("Bo");
        Assert.True(Assert.Single(await bo.ScreensAskedForAsync()));
        Assert.Equal("detail", await bo.Page.EvaluateAsync<string>("() => meeting.engine.screen.video.contentHint"));

        await bo.StopsInBrowserAsync();
        await ana.SeesNoScreenOfAsync("Bo");
        await bo.HasOffAsync(Button);
        await ana.SeesAndHearsMoreOfAsync("Bo");
        Assert.Equal(0, await ana.DescriptionsAsync());
        Assert.Empty(ana.Faults);
        Assert.Empty(bo.Faults);
    }

    [Fact]
    public async Task Who_comes_later_or_loads_the_page_again_sees_the_screen_and_it_goes_with_who_shares_it()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var people = await app.MeetAsync(meeting, "Ana", "Bo");
        var (ana, bo) = (people[0], people[1]);
        await bo.SharesScreenAsync();

        var cem = await app.StrangerAsync("Cem");
        await cem.JoinsAsync(meeting.Link);
        await cem.SeesScreenOfAsync("Bo");
        await ana.ReloadsAsync();
        await ana.SeesScreenOfAsync("Bo");

        await bo.ReloadsAsync();
        await bo.IsInsideAsync();
        await bo.HasOffAsync(Button);
        await ana.SeesNoScreenOfAsync("Bo");
        await cem.SeesNoScreenOfAsync("Bo");
    }

    [Fact]
    public async Task One_shares_at_a_time_and_a_second_one_is_told_who_before_the_browser_asks()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var people = await app.MeetAsync(await app.MeetingAsync(), "Ana", "Bo");
        var (ana, bo) = (people[0], people[1]);
        await ana.NotesScreensAskedForAsync();
        await bo.SharesScreenAsync();
        await ana.SeesAsync("Screen of Bo");

        await ana.SwitchesAsync(Button);
        await ana.IsToldAsync("Bo is sharing already.");
        await ana.HasOffAsync(Button);
        Assert.Empty(await ana.ScreensAskedForAsync());

        await bo.SwitchesAsync(Button);
        await ana.SeesNoScreenOfAsync("Bo");
        await ana.SharesScreenAsync();
        await bo.SeesScreenOfAsync("Ana");
    }

    [Fact]
    public async Task Several_share_at_once_where_the_organizer_allows_it_and_the_first_goes_on_when_no_longer()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var people = await app.MeetAsync(await app.MeetingAsync(), "Ana", "Bo");
        var (ana, bo) = (people[0], people[1]);
        await ana.OpensPanelAsync("Settings");
        await ana.SetsAsync("Several screens at once", on: true, inRoom: true);
        await ana.SavesAsync(inRoom: true);

        await ana.SharesScreenAsync();
        await bo.SharesScreenAsync();
        await bo.SeesScreenOfAsync("Ana");
        await ana.SeesScreenOfAsync("Bo");

        await ana.SetsAsync("Several screens at once", on: false, inRoom: true);
        await ana.SavesAsync(inRoom: true);
        await bo.HasOffAsync(Button);
        await bo.IsToldAsync("The organizer has ended your sharing.");
        await ana.SeesNoScreenOfAsync("Bo");
        await bo.SeesMoreOfScreenOfAsync("Ana");
    }

    [Fact]
    public async Task The_organizer_ends_a_share_and_its_browser_sends_no_more()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var people = await app.MeetAsync(await app.MeetingAsync(), "Ana", "Bo");
        var (ana, bo) = (people[0], people[1]);
        await bo.SharesScreenAsync();
        await ana.SeesScreenOfAsync("Bo");

        await ana.ModeratesAsync("Bo", "Stop the sharing");

        await ana.SeesNoScreenOfAsync("Bo");
        await bo.HasOffAsync(Button);
        await bo.IsToldAsync("The organizer has ended your sharing. You can share again.");
        Assert.False(await bo.Page.EvaluateAsync<bool>("() => meeting.engine.screen.on"));
        await bo.SharesScreenAsync();
        await ana.SeesScreenOfAsync("Bo");
    }

    [Fact]
    public async Task A_screen_that_the_system_forbids_is_explained_and_a_changed_mind_is_not()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var bo = await app.StrangerAsync("Bo");
        await bo.JoinsAsync(meeting.Link);

        await bo.GetsNoScreenAsync("NotAllowedError", "Permission denied by system");
        await bo.SwitchesAsync(Button);
        await bo.IsToldAsync("The system does not let this browser see the screen.");
        await bo.HasOffAsync(Button);

        await bo.GetsNoScreenAsync("NotAllowedError", "Permission denied by user");
        await bo.SwitchesAsync(Button);
        await bo.IsToldNothingAsync();
        await bo.HasOffAsync(Button);
    }

    [Fact]
    public async Task Who_takes_part_by_text_has_nothing_to_share_and_sees_no_screen()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var people = await app.MeetAsync(meeting, "Ana", "Bo");
        await people[1].SharesScreenAsync();

        var text = await app.StrangerAsync("Text");
        await text.JoinsAsync(meeting.Link, by: "Join chat only");

        await Expect(text.RoomButton(Button)).ToHaveCountAsync(0);
        await text.SeesNoScreenOfAsync("Bo");
    }

    [Fact]
    public async Task A_screen_is_seen_on_while_the_server_is_away_and_what_was_ended_meanwhile_is_ended_for_all()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var people = await app.MeetAsync(await app.MeetingAsync(), "Ana", "Bo");
        var (ana, bo) = (people[0], people[1]);
        await bo.SharesScreenAsync();
        await ana.SeesScreenOfAsync("Bo");

        await AwayAsync(async () =>
        {
            await bo.IsToldConnectionIsLostAsync();
            await ana.SeesMoreOfScreenOfAsync("Bo");
        });
        await ana.SeesScreenOfAsync("Bo");
        await bo.HasOnAsync(Button);

        await AwayAsync(async () =>
        {
            await bo.IsToldConnectionIsLostAsync();
            await bo.SwitchesAsync(Button);
            await bo.HasOffAsync(Button);
            await bo.SwitchesAsync(Button);
            await bo.IsToldAsync("Sharing needs the server, which is out of reach.");
        });
        await ana.SeesNoScreenOfAsync("Bo");
        await bo.HasOffAsync(Button);

        async Task AwayAsync(Func<Task> meanwhile)
        {
            foreach (var one in people)
                await one.KnowsFrameAsync();
            await app.Server.StopAsync();
            await meanwhile();
            app.Server.Begin();
            foreach (var one in people)
                await one.IsBackAsync();
        }
    }
}
