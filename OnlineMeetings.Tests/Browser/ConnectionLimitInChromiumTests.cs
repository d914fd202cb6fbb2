using System.Net;
using OnlineMeetings.Hosting;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>T29, as people meet it.</summary>
[Collection("Chromium")]
public sealed class ConnectionLimitInChromiumTests(Chromium chromium)
{
    // Chromium may call localhost either.
    private static readonly ConnectionOwner[] _here =
        [.. new[] { IPAddress.Loopback, IPAddress.IPv6Loopback }.Select(address => new ConnectionOwner($"address {Network.Of(address)}", ConnectionOwner.LimitOfAddress))];

    [Fact]
    public async Task T29_A_21st_tab_is_told_why_and_a_connection_that_dropped_comes_back_and_counts_once()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var person = await app.Server.AdministratorAsync();
        var ana = await app.AdministratorAsync();
        await ana.MakesMeetingAsync("Autumn catalogue");
        var others = await Task.WhenAll(Enumerable.Range(0, 19).Select(_ => RawConnection.OpenAsync(app.Server.Address, person.Browser, default)));
        await CountsAsync(app, 20, ConnectionOwner.Of(person.Id));

        var tab = await ana.InAnotherTabAsync();
        await tab.GoesToAsync("meetings");
        await Expect(tab.Page.GetByText("You have too many pages of this server open")).ToBeVisibleAsync();

        await ana.Page.EvaluateAsync("() => { Blazor._internal.forceCloseConnection(); }");
        await ana.MakesMeetingAsync("Winter catalogue");
        await CountsAsync(app, 20, ConnectionOwner.Of(person.Id));

        await others[0].DisposeAsync();
        await CountsAsync(app, 19, ConnectionOwner.Of(person.Id));
        await tab.GoesToAsync("meetings");
        await Expect(tab.Card("Winter catalogue")).ToBeVisibleAsync();
        foreach (var other in others)
            await other.DisposeAsync();
    }

    [Fact]
    public async Task T29_A_guest_who_has_come_in_counts_for_themselves_and_no_more_for_the_address()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var bo = await app.StrangerAsync("Bo");
        await bo.ComesToDoorAsync(meeting.Link);
        await CountsAsync(app, 1, _here);

        await bo.JoinsAsync(meeting.Link);

        await CountsAsync(app, 0, _here);
        var room = await app.Server.Get<LiveRooms>().LookAsync(meeting.Id);
        await CountsAsync(app, 1, ConnectionOwner.Of(Assert.Single(room!.People).Person));
        await bo.OpensPanelAsync("Chat");
        await bo.LosesConnectionAsync();
        await bo.WritesAsync("I am back");
        // What was sent into the broken connection stands there to be sent again, and is stored once.
        await Somebody.EventuallyAsync("Bo's message is there", async () =>
        {
            await bo.RoomButton("Send").ClickAsync();
            return await bo.Messages.Filter(new() { HasText = "I am back" }).CountAsync() > 0;
        });
        await bo.ReadsAsync("I am back");
        await CountsAsync(app, 1, ConnectionOwner.Of(room.People[0].Person));
    }

    private static Task CountsAsync(MeetingsInChromium app, int count, params ConnectionOwner[] owners)
    {
        var connections = app.Server.Get<OpenConnections>();
        return Somebody.EventuallyAsync($"{owners[0]} has {count} connections", () => Task.FromResult(owners.Sum(connections.Of) == count));
    }
}
