using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using OnlineMeetings.Data;
using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>Members are invited by name from the panel of people.</summary>
[Collection("Pages")]
public sealed class InviteTests(Chromium chromium)
{
    [Fact]
    public async Task A_member_who_is_invited_by_name_gets_a_mail_finds_the_meeting_in_their_list_and_comes()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var bo = await app.MemberAsync("Bo");
        await app.Server.MemberAsync("Cleo");
        var ana = await app.AdministratorAsync();
        await ana.JoinsAsync(meeting.Link);

        await ana.OpensPanelAsync("People");
        await ana.RoomButton("Invite").ClickAsync();
        await Expect(ana.Room.GetByLabel("Name or e-mail address")).ToBeFocusedAsync();
        await ana.Page.Keyboard.TypeAsync("bo");
        await Expect(ana.Room.GetByRole(AriaRole.Status).Filter(new() { HasText = "One found" })).ToBeVisibleAsync();
        await Expect(ana.RoomButton("Invite Cleo")).ToHaveCountAsync(0);
        await ana.RoomButton("Invite Bo").ClickAsync();
        await Expect(ana.Room.GetByRole(AriaRole.Status).Filter(new() { HasText = "Bo gets a mail with the link." })).ToBeVisibleAsync();
        Assert.Equal(["bo@example.org"], await RecipientsAsync(app));

        await bo.GoesToAsync("meetings/participated");
        await Expect(bo.Card("Autumn catalogue")).ToContainTextAsync("You are invited");
        await bo.Card("Autumn catalogue").GetByRole(AriaRole.Link).ClickAsync();
        await bo.IsAtDoorAsync();
        await bo.RoomButton("Join").ClickAsync();
        await ana.SeesAsync("Bo");

        await ana.Room.GetByLabel("Name or e-mail address").FillAsync("bo@example.org");
        await Expect(ana.Room.GetByRole(AriaRole.Status).Filter(new() { HasText = "Nobody found who could be invited." })).ToBeVisibleAsync();
        await ana.Room.GetByLabel("Name or e-mail address").PressAsync("Escape");
        await Expect(ana.RoomButton("Invite")).ToBeFocusedAsync();
        Assert.Empty(ana.Faults);
    }

    [Fact]
    public async Task Who_does_not_moderate_is_offered_no_search_for_members()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var bo = await app.MemberAsync("Bo");
        await bo.JoinsAsync(meeting.Link, by: "Join chat only");

        await bo.OpensPanelAsync("People");

        await Expect(bo.RoomButton("Copy invitation")).ToBeVisibleAsync();
        await Expect(bo.RoomButton("Invite")).ToHaveCountAsync(0);
    }

    private static async Task<string[]> RecipientsAsync(MeetingsInChromium app)
    {
        await using var db = await app.Server.Get<IDbContextFactory<MeetingsDb>>().CreateDbContextAsync();
        return await db.Outbox.Select(m => m.Recipient).ToArrayAsync();
    }
}
