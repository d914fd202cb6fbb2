using System.Net;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>Who comes in, who does not, and what is said to them.</summary>
[Collection("Chromium")]
public sealed class DoorTests(Chromium chromium)
{
    [Fact]
    public async Task A_password_is_asked_for_a_wrong_one_is_refused_in_words_and_the_right_one_enters()
    {
        const string secret = "seven brown bears";
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync(password: secret);
        var ana = await app.AdministratorAsync();
        await ana.JoinsAsync(meeting.Link);
        await Expect(ana.Room.GetByLabel("Meeting password")).ToHaveCountAsync(0);

        var bo = await app.StrangerAsync("Bo");
        var answers = bo.KeepsAnswers();
        await bo.ComesToDoorAsync(meeting.Link);
        await bo.GivesAsync("wrong one");
        await bo.RoomButton("Join").ClickAsync();
        await bo.IsToldAsync("That is not the password of this meeting.");
        // T3: before the password, neither it nor who is inside is in anything that the server sends.
        var seen = string.Join('\n', answers) + await bo.Frame.ContentAsync();
        Assert.DoesNotContain(secret, seen, StringComparison.Ordinal);
        Assert.DoesNotContain("person is inside", seen, StringComparison.Ordinal);
        await Expect(bo.Room.Locator(".inside")).ToHaveCountAsync(0);

        await bo.GivesAsync(secret);
        await bo.RoomButton("Join").ClickAsync();
        await bo.IsInsideAsync();
        await bo.SeesVideoOfAsync("Ana");
    }

    [Fact]
    public async Task Who_may_come_in_as_they_are_see_who_is_inside()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var ana = await app.AdministratorAsync();
        await ana.JoinsAsync(meeting.Link);
        var eva = await app.MemberAsync("Eva");
        await eva.ComesToDoorAsync(meeting.Link);
        await Expect(eva.Room.Locator(".inside")).ToContainTextAsync("1 person is inside");
        await Expect(eva.Room.Locator(".inside")).ToContainTextAsync("Ana");
    }

    [Fact]
    public async Task Without_guests_a_stranger_is_led_to_sign_in_and_comes_back_to_the_meeting()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync(guests: false);
        await app.Server.MemberAsync("Eva");
        var eva = await app.StrangerAsync("Eva");
        await eva.GoesToAsync(meeting.Link);
        await Expect(eva.Room.GetByText("This meeting is for people with an account on this server.")).ToBeVisibleAsync();
        await eva.Room.GetByRole(AriaRole.Link, new() { Name = "Sign in", Exact = true }).Last.ClickAsync();
        await eva.Page.GetByLabel("E-mail").FillAsync(TestServer.EmailOf("Eva"));
        await eva.Page.GetByLabel("Password").FillAsync(TestServer.PasswordOf("Eva"));
        await eva.Button("Sign in").ClickAsync();
        await Expect(eva.Room.GetByText("You come in as Eva.")).ToBeVisibleAsync();
        await eva.RoomButton("Join").ClickAsync();
        await eva.IsInsideAsync();
    }

    [Fact]
    public async Task A_wrong_link_leads_to_a_friendly_page_with_status_404()
    {
        await using var app = await chromium.StartMeetingsAsync();
        await app.Server.AdministratorAsync();
        var bo = await app.StrangerAsync("Bo");
        var answer = await bo.Page.GotoAsync("m/thislinkleadsnowhere1234");
        Assert.Equal((int)HttpStatusCode.NotFound, answer!.Status);
        await Expect(bo.Page.GetByRole(AriaRole.Heading, new() { Name = "No meeting here" })).ToBeVisibleAsync();
        Assert.DoesNotContain(bo.Faults, fault => fault.Contains("Content Security", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_room_opened_as_a_page_of_its_own_leads_to_the_meeting()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var bo = await app.StrangerAsync("Bo");
        await bo.GoesToAsync(meeting.Link + "/room");
        await bo.IsAtDoorAsync();
        Assert.EndsWith(meeting.Link, bo.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_meeting_that_is_deleted_tells_those_inside_and_they_leave()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync("Autumn catalogue");
        var bo = await app.StrangerAsync("Bo");
        await bo.JoinsAsync(meeting.Link);
        var ana = await app.AdministratorAsync();
        await ana.GoesToAsync("meetings");
        await Expect(ana.Card("Autumn catalogue")).ToContainTextAsync("Live · 1");

        await ana.ChoosesAsync("Autumn catalogue", "Delete");
        await Expect(ana.Page.GetByText("1 person is inside and will leave.")).ToBeVisibleAsync();
        await ana.Button("Delete").ClickAsync();

        await Expect(ana.Card("Autumn catalogue")).ToHaveCountAsync(0);
        await Expect(bo.Room.GetByText("The meeting was deleted.").Or(bo.Room.GetByRole(AriaRole.Heading, new() { Name = "No meeting here" })).First).ToBeVisibleAsync();
        Assert.Empty(await bo.LinksAsync());
        Assert.True(await bo.Page.EvaluateAsync<bool>("() => !meeting.engine.devices.camera.track && !meeting.engine.devices.microphone.track"));
    }

    [Fact]
    public async Task Who_leaves_stands_at_the_door_and_is_gone_for_the_others()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var people = await app.MeetAsync(await app.MeetingAsync(), "Ana", "Bo");
        var (ana, bo) = (people[0], people[1]);
        await bo.LeavesAsync();
        await bo.IsAtDoorAsync();
        await bo.IsToldAsync("You left the meeting.");
        await ana.DoesNotSeeAsync("Bo");
        Assert.False(await bo.Page.EvaluateAsync<bool>("() => !!meeting.engine.devices.camera.track"), "Who left is not filmed at the door unasked.");
        await bo.RoomButton("Camera").ClickAsync();
        await bo.RoomButton("Join").ClickAsync();
        await ana.SeesVideoOfAsync("Bo");
    }
}
