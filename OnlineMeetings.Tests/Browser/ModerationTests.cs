using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>What an organizer does to others in the room, and what they see of it.</summary>
[Collection("Chromium")]
public sealed class ModerationTests(Chromium chromium)
{
    [Fact]
    public async Task Mute_camera_off_and_a_seat_taken_away_act_in_the_other_browser_who_may_undo_the_first_two()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var people = await app.MeetAsync(await app.MeetingAsync(), "Ana", "Bo");
        var (ana, bo) = (people[0], people[1]);

        await ana.ModeratesAsync("Bo", "Mute");
        await bo.HasOffAsync("Microphone");
        await bo.IsToldAsync("The organizer has muted you.");
        Assert.False(await bo.SendsSoundAsync());
        await bo.SwitchesAsync("Microphone");
        await bo.HasOnAsync("Microphone");

        await ana.ModeratesAsync("Bo", "Switch camera off");
        await bo.HasOffAsync("Camera");
        await Expect(ana.TileOf("Bo").Locator(".big-mono")).ToBeVisibleAsync();

        await ana.ModeratesAsync("Bo", "Take the seat away");
        await Expect(bo.Room.GetByRole(AriaRole.Heading, new() { Name = "You take part by text" })).ToBeVisibleAsync();
        await ana.DoesNotSeeAsync("Bo");
        await Somebody.EventuallyAsync("Ana has no link to Bo", async () => (await ana.LinksAsync()).Length == 0);
    }

    [Fact]
    public async Task All_are_muted_but_who_asks_for_it()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var people = await app.MeetAsync(await app.MeetingAsync(), "Ana", "Bo");
        var (ana, bo) = (people[0], people[1]);

        await ana.OpensPanelAsync("People");
        await ana.RoomButton("Mute all").ClickAsync();

        await bo.HasOffAsync("Microphone");
        await ana.HasOnAsync("Microphone");
    }

    [Fact]
    public async Task T6_Who_is_removed_is_out_in_all_tabs_and_cannot_come_back_under_another_name()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var ana = await app.AdministratorAsync();
        await ana.JoinsAsync(meeting.Link);
        await ana.UploadsAsync("plan.txt", "the plan"u8.ToArray());
        var bo = await app.StrangerAsync("Bo");
        await bo.JoinsAsync(meeting.Link);
        var tab = await bo.InAnotherTabAsync();
        await tab.JoinsAsync(meeting.Link);
        await bo.OpensPanelAsync("Files");
        var file = await bo.FileLink("plan.txt").GetAttributeAsync("href");

        await ana.RemovesAsync("Bo");

        foreach (var page in new[] { bo, tab })
            await page.IsToldAsync("The organizer has taken you out of the meeting.");
        await ana.DoesNotSeeAsync("Bo");
        Assert.Equal(403, await bo.StatusOfAsync(file!));
        await bo.TakesTicketAsync(meeting.Link, "Robert");
        await bo.GoesToAsync(meeting.Link);
        await Expect(bo.Room.GetByText("You can come back when the meeting that is going on is over.")).ToBeVisibleAsync();
        await Expect(bo.RoomButton("Join")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_locked_room_lets_nobody_new_in_and_those_inside_back()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var people = await app.MeetAsync(meeting, "Ana", "Bo");
        var (ana, bo) = (people[0], people[1]);

        await ana.OpensPanelAsync("People");
        await ana.RoomButton("Lock").ClickAsync();
        var locked = bo.Room.GetByRole(AriaRole.Status).Filter(new() { HasText = "Locked" });
        await Expect(locked).ToBeVisibleAsync();

        var cleo = await app.StrangerAsync("Cleo");
        await cleo.ComesToDoorAsync(meeting.Link);
        await cleo.GivesAsync();
        await cleo.RoomButton("Join").ClickAsync();
        await Expect(cleo.Room.GetByText("The meeting is locked.")).ToBeVisibleAsync();
        await bo.ReloadsAsync();
        await bo.IsInsideAsync();

        await ana.RoomButton("Lock").ClickAsync();
        await Expect(locked).ToHaveCountAsync(0);
        await cleo.IsAtDoorAsync();
        await cleo.RoomButton("Join").ClickAsync();
        await cleo.IsInsideAsync();
    }

    [Fact]
    public async Task Ended_for_all_everybody_is_told_and_out()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var people = await app.MeetAsync(await app.MeetingAsync(), "Ana", "Bo");
        var (ana, bo) = (people[0], people[1]);

        await ana.LeavesAsync();
        await ana.RoomButton("End for all").ClickAsync();

        await bo.IsToldAsync("ended the meeting for everybody");
        await ana.IsAtDoorAsync();
        await Somebody.EventuallyAsync("Bo has no link to Ana", async () => (await bo.LinksAsync()).Length == 0);
    }

    [Fact]
    public async Task Rights_that_are_shared_show_at_once_and_go_when_they_are_taken_back()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var (ana, cleo) = (await app.AdministratorAsync(), await app.MemberAsync("Cleo"));
        await ana.JoinsAsync(meeting.Link);
        await cleo.JoinsAsync(meeting.Link);
        await Expect(cleo.RoomButton("Settings")).ToHaveCountAsync(0);

        await ana.ModeratesAsync("Cleo", "Share the organizer’s rights");
        await Expect(cleo.RoomButton("Settings")).ToBeVisibleAsync();
        await cleo.OpensPanelAsync("People");
        await cleo.RoomButton("Mute all").ClickAsync();
        await ana.HasOffAsync("Microphone");

        await ana.ModeratesAsync("Cleo", "Take the organizer’s rights back");
        await Expect(cleo.RoomButton("Settings")).ToHaveCountAsync(0);
        await Expect(cleo.RoomButton("Mute all")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_guest_changes_their_name_and_everybody_copies_the_invitation()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var people = await app.MeetAsync(meeting, "Ana", "Bo");
        var (ana, bo) = (people[0], people[1]);

        await bo.OpensPanelAsync("People");
        await bo.RoomButton("Change your name").ClickAsync();
        await bo.Room.GetByLabel("Your name").FillAsync("Roberta");
        await bo.RoomButton("Save name").ClickAsync();
        await ana.SeesAsync("Roberta");
        await bo.WritesAsync("It is me");
        await ana.OpensPanelAsync("Chat");
        await Expect(ana.Messages.Filter(new() { HasText = "Roberta" })).ToHaveCountAsync(1);

        await bo.OpensPanelAsync("People");
        await bo.RoomButton("Copy invitation").ClickAsync();
        await Expect(bo.RoomButton("Copied")).ToBeVisibleAsync();
        Assert.Equal($"Autumn catalogue\n{app.Server.Address.ToString().TrimEnd('/')}{meeting.Link}", await bo.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
    }

    [Fact]
    public async Task A_raised_hand_is_seen_by_all_and_lowered_by_the_organizer()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var people = await app.MeetAsync(await app.MeetingAsync(), "Ana", "Bo");
        var (ana, bo) = (people[0], people[1]);

        await bo.RoomButton("Raise hand").ClickAsync();
        await bo.HasOnAsync("Raise hand");
        await Expect(ana.TileOf("Bo").GetByText("Hand raised")).ToBeVisibleAsync();

        await ana.ModeratesAsync("Bo", "Lower hand");
        await bo.HasOffAsync("Raise hand");
    }
}
