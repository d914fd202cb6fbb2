using System.Collections.Immutable;
using Microsoft.Playwright;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;
using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

[Collection("Chromium")]
public sealed class SeatsTests(Chromium chromium)
{
    [Fact]
    public async Task The_tenth_joins_by_text_is_told_why_and_takes_the_seat_that_frees()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        await using var nine = await SeatedAsync(app, meeting, Room.Seats);
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

    private static async Task<People> SeatedAsync(MeetingsInChromium app, MeetingHeld meeting, int count)
    {
        var room = app.Server.Get<LiveRooms>().Of(meeting.Id);
        var people = new People(room, app.Server.Get<IGrainFactory>());
        for (var i = 1; i <= count; i++)
            await people.JoinAsync($"Seated {i}");
        return people;
    }

    /// <summary>People who sit in the room without a browser.</summary>
    private sealed class People : IRoomObserver, IAsyncDisposable
    {
        private readonly List<ParticipantId> _inside = [];
        private readonly CancellationTokenSource _gone = new();
        private readonly IRoomGrain _room;
        private readonly IRoomObserver _self;
        private readonly Task _renewing;

        public People(IRoomGrain room, IGrainFactory grains)
        {
            _room = room;
            _self = grains.CreateObjectReference<IRoomObserver>(this);
            _renewing = RenewAsync();
        }

        public async Task JoinAsync(string name)
        {
            var viewer = new Viewer(PersonId.New(), name, ViewerKind.Guest);
            var reply = await _room.JoinAsync(new JoinRequest(viewer, Token: null, WantsSeat: true, FreshMedia: true, Devices.Off), _self);
            Assert.Equal(JoinOutcome.Joined, reply.Outcome);
            lock (_inside)
                _inside.Add(reply.Me!.Id);
        }

        public async Task OneLeavesAsync()
        {
            ParticipantId first;
            lock (_inside)
            {
                first = _inside[0];
                _inside.Remove(first);
            }
            await _room.LeaveAsync(first);
        }

        public Task NewsAsync(RoomNews news) => Task.CompletedTask;

        public Task SignalsAsync(ImmutableArray<Signal> signals) => Task.CompletedTask;

        public async ValueTask DisposeAsync()
        {
            await _gone.CancelAsync();
            await _renewing;
            _gone.Dispose();
        }

        private async Task RenewAsync()
        {
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(3));
            try
            {
                while (await timer.WaitForNextTickAsync(_gone.Token))
                {
                    ParticipantId[] inside;
                    lock (_inside)
                        inside = [.. _inside];
                    foreach (var who in inside)
                        await _room.RenewAsync(who, _self);
                }
            }
            catch (OperationCanceledException)
            {
                // The test is over.
            }
        }
    }
}
