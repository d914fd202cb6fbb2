using Microsoft.Playwright;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

[Collection("Chromium")]
public sealed class SeatsTests(Chromium chromium)
{
    private const int BlazorsOwnLimit = 32 * 1024;

    [Fact]
    public async Task The_tenth_joins_by_text_is_told_why_and_takes_the_seat_that_frees()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        await using var nine = await SeatedPeople.JoinAsync(app.Server, meeting.Id, Room.Seats);
        var bo = await app.StrangerAsync("Bo");

        await bo.JoinsAsync(meeting.Link);
        await bo.IsToldAsync("All 9 seats are taken. You are in the meeting by text.");
        await Expect(bo.Room.GetByRole(AriaRole.Heading, new() { Name = "You take part by text" })).ToBeVisibleAsync();
        await Expect(bo.RoomButton("Take a seat")).ToHaveCountAsync(0);
        await Expect(bo.RoomButton("Microphone")).ToHaveCountAsync(0);
        Assert.True(await bo.Page.EvaluateAsync<bool>("() => !meeting.engine.devices.camera.track && !meeting.engine.devices.microphone.track"));
        await bo.WritesAsync("I write meanwhile");
        await bo.ReadsAsync("I write meanwhile");

        await nine.OneLeavesAsync();
        await bo.RoomButton("Take a seat").ClickAsync();
        await bo.SeesAsync("Bo");
        await bo.SeesAsync("Seated 9");
        await Expect(bo.Room.Locator("[data-participant]")).ToHaveCountAsync(Room.Seats);
    }

    [Fact]
    public async Task Who_joins_by_text_sends_and_receives_nothing_and_has_no_tile()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var ana = await app.AdministratorAsync();
        await ana.JoinsAsync(meeting.Link);
        var bo = await app.StrangerAsync("Bo");
        await bo.JoinsAsync(meeting.Link, by: "Join chat only");
        await bo.WritesAsync("Only reading along");
        await ana.ReadsAsync("Only reading along");
        await ana.DoesNotSeeAsync("Bo");
        await ana.OpensPanelAsync("People");
        await Expect(ana.Room.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Bo" })).ToContainTextAsync("By text");
        Assert.Empty(await bo.LinksAsync());
        Assert.Empty(await ana.LinksAsync());

        await bo.RoomButton("Take a seat").ClickAsync();
        await ana.SeesAsync("Bo");
        await bo.SwitchesAsync("Camera");
        await ana.SeesVideoOfAsync("Bo");
        await bo.SeesVideoOfAsync("Ana");
    }

    /// <summary>Its page says goodbye as it closes, or not even that: the lease decides.</summary>
    [Fact]
    public async Task T25_The_seat_of_a_browser_that_is_gone_frees_within_half_a_minute()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        await using var eight = await SeatedPeople.JoinAsync(app.Server, meeting.Id, Room.Seats - 1);
        var (bo, cem) = (await app.StrangerAsync("Bo"), await app.StrangerAsync("Cem"));
        await bo.JoinsAsync(meeting.Link);
        await cem.JoinsAsync(meeting.Link);
        await cem.IsToldAsync("All 9 seats are taken.");

        await bo.DisposeAsync();

        await Somebody.EventuallyAsync("Bo's seat is free", async () => await SeatedAsync() < Room.Seats, TimeSpan.FromSeconds(30));
        await cem.RoomButton("Take a seat").ClickAsync();
        await cem.SeesAsync("Cem");
        Assert.Equal(Room.Seats, await SeatedAsync());

        async Task<int> SeatedAsync() => (await app.Server.Get<LiveRooms>().LookAsync(meeting.Id))!.People.Count(p => p.Seat is not null);
    }

    [Fact]
    public async Task T25_Who_returns_before_that_regains_the_seat_which_nobody_else_was_given()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        await using var eight = await SeatedPeople.JoinAsync(app.Server, meeting.Id, Room.Seats - 1);
        var bo = await app.StrangerAsync("Bo");
        await bo.JoinsAsync(meeting.Link);
        var before = await PlaceOfBoAsync();

        await bo.Page.Context.RouteAsync("**/_blazor/negotiate**", route => route.AbortAsync());
        await bo.LosesConnectionAsync();
        await bo.IsToldConnectionIsLostAsync();
        Assert.Equal(JoinOutcome.NoSeatLeft, await eight.JoinAsync("A tenth"));
        await bo.Page.Context.UnrouteAsync("**/_blazor/negotiate**");
        await bo.HasConnectionAgainAsync();
        await bo.WritesAsync("I am back");
        await bo.ReadsAsync("I am back");

        Assert.Equal((before.Id, before.Seat, before.Stay), await PlaceOfBoAsync() is var now ? (now.Id, now.Seat, now.Stay) : default);

        async Task<Participant> PlaceOfBoAsync() => (await app.Server.Get<LiveRooms>().LookAsync(meeting.Id))!.People.Single(p => p.Name == "Bo");
    }

    /// <summary>Together they are larger than what Blazor takes by itself, above which it would end the circuit.</summary>
    [Fact]
    public async Task Eight_real_offers_in_one_batch_reach_all_eight_and_the_circuit_goes_on()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        await using var eight = await SeatedPeople.JoinAsync(app.Server, meeting.Id, Room.Seats - 1);
        var ana = await app.AdministratorAsync();
        var largest = 0;
        ana.Page.WebSocket += (_, socket) => socket.FrameSent += (_, frame) => largest = Math.Max(largest, frame.Binary?.Length ?? 0);

        await ana.JoinsAsync(meeting.Link);
        await ana.KnowsFrameAsync();

        foreach (var person in eight.Inside)
            Assert.Contains("\"type\":\"offer\"", (await person.ReceivesAsync()).Payload, StringComparison.Ordinal);
        Assert.InRange(largest, BlazorsOwnLimit, int.MaxValue);
        await ana.WritesAsync("I am still here");
        await ana.ReadsAsync("I am still here");
        Assert.True(await ana.HasKnownFrameAsync(), "The frame was loaded again.");
    }
}
