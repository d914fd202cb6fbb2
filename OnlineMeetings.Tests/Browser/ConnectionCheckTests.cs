using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OnlineMeetings.Tests.OnNetworks;
using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>What somebody is told of their connection before they join.</summary>
[Collection("Chromium")]
public sealed partial class ConnectionCheckTests(Chromium chromium)
{
    private const string All = "Your connection carries all 9 seats.";

    [Fact]
    public async Task Who_may_come_in_is_told_that_the_connection_carries_everybody()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var ana = await app.AdministratorAsync();

        await ana.ComesToDoorAsync(meeting.Link);

        await Expect(Verdict(ana)).ToHaveTextAsync(All);
        Assert.Empty(ana.Faults);
    }

    [Fact]
    public async Task A_guest_is_told_as_soon_as_they_have_given_their_name()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var bo = await app.StrangerAsync("Bo");
        await bo.ComesToDoorAsync(meeting.Link);
        await Expect(Verdict(bo)).ToHaveTextAsync("");

        await bo.Room.GetByLabel("Your name").FillAsync("Bo");
        await bo.Room.GetByLabel("Your name").PressAsync("Tab");

        await Expect(Verdict(bo)).ToHaveTextAsync(All);
        await bo.RoomButton("Join").ClickAsync();
        await bo.IsInsideAsync();
        await bo.SeesAsync("Bo");
    }

    [Fact]
    public async Task A_narrow_line_carries_fewer_and_nobody_waits_for_the_check()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var ana = await app.AdministratorAsync();
        await ana.GoesToAsync("meetings");
        await ana.SendsSlowlyAsync();

        await ana.ComesToDoorAsync(meeting.Link);
        await Expect(Verdict(ana)).ToHaveTextAsync(Few());

        await ana.ReloadsAsync();
        var isUnderWay = ana.Page.WaitForRequestAsync(request => request.Method == "POST" && request.Url.EndsWith("/check", StringComparison.Ordinal));
        await isUnderWay;
        await ana.RoomButton("Join").ClickAsync();
        await ana.IsInsideAsync();
    }

    [Fact]
    public async Task T3_Before_the_password_nothing_is_handed_out_to_check_with()
    {
        await using var app = await chromium.StartMeetingsAsync([("Ice:Turn", "turn:turn.example.org"), ("Ice:TurnSecret", "hush")]);
        var meeting = await app.MeetingAsync(password: "seven brown bears");
        var bo = await app.StrangerAsync("Bo");
        var answers = bo.KeepsAnswers();
        await bo.ComesToDoorAsync(meeting.Link);
        await bo.GivesAsync("wrong one");
        await bo.RoomButton("Join").ClickAsync();
        await bo.IsToldAsync("That is not the password of this meeting.");

        Assert.Equal((int)HttpStatusCode.Forbidden, await bo.StatusOfAsync($"api/meetings/{meeting.Link.Split('/')[^1]}/check"));
        Assert.DoesNotContain("turn.example.org", string.Join('\n', answers), StringComparison.Ordinal);
        await Expect(Verdict(bo)).ToHaveTextAsync("");
    }

    [Fact]
    public async Task A_relay_that_cannot_be_reached_is_told_with_a_way_out()
    {
        await using var app = await chromium.StartMeetingsAsync([.. Coturn.SettingsFor("turn:127.0.0.1:9?transport=tcp")]);
        var meeting = await app.MeetingAsync();
        var ana = await app.AdministratorAsync();

        await ana.ComesToDoorAsync(meeting.Link);

        await Expect(Verdict(ana)).ToHaveTextAsync($"{All} This network does not let you reach the relay, so you may not hear and see everybody. If so, try another network, such as your phone’s.");
    }

    [Theory]
    [InlineData("turn:127.0.0.1:{0}", "open")]
    [InlineData("turn:127.0.0.1:9 turn:127.0.0.1:{0}?transport=tcp", "webOnly")]
    public async Task A_relay_that_answers_over_UDP_is_no_news_and_one_that_does_not_is(string turn, string way)
    {
        await using var coturn = await Coturn.StartAsync([IPAddress.Loopback]);
        await using var app = await chromium.StartMeetingsAsync([.. Coturn.SettingsFor(turn.Replace("{0}", $"{coturn.Port}", StringComparison.Ordinal))]);
        var meeting = await app.MeetingAsync();
        var ana = await app.AdministratorAsync();

        await ana.ComesToDoorAsync(meeting.Link);

        await Expect(ana.Room.Locator("[data-connection]")).ToHaveAttributeAsync("data-way", way);
        await Expect(Verdict(ana)).ToHaveTextAsync(way == "open" ? All : $"{All} This network lets only web traffic through, so sound and picture may stutter. Another network is better.");
    }

    private static ILocator Verdict(Somebody somebody) => somebody.Room.Locator("[data-connection] span");

    [GeneratedRegex("This connection can carry [234] people at Low.", RegexOptions.None, 1000)]
    private static partial Regex Few();
}
