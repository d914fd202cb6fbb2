using OnlineMeetings.Chat;
using OnlineMeetings.Meetings;
using OnlineMeetings.Meetings.Settings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Cluster;

/// <summary>Two servers on one database: the people of a room sit on both and notice nothing of it.</summary>
public sealed class RoomAcrossServersTests : IAsyncLifetime
{
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private TestServer _here = null!;
    private TestServer _there = null!;
    private Viewer _ana = null!;
    private MeetingCard _meeting = null!;

    public async ValueTask InitializeAsync()
    {
        if (await TestServer.StartClusterAsync() is not [var here, var there])
            throw new InvalidOperationException();
        (_here, _there) = (here, there);
        _ana = (await _here.AdministratorAsync()).Viewer;
        _meeting = await _here.Get<MeetingBook>().CreateAsync(_ana.Person, new NewMeeting { Title = "Autumn catalogue", GuestsAllowed = true }, _ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _there.DisposeAsync();
        await _here.DisposeAsync();
    }

    [Fact]
    public async Task Who_comes_and_goes_at_one_server_is_seen_at_the_other()
    {
        var (ana, bo) = (new Visitor(_here, "Ana"), new Visitor(_there, "Bo"));
        await ana.JoinAsync(RoomAt(_here));

        var reply = await bo.JoinAsync(RoomAt(_there));
        await RoomAt(_there).LeaveAsync(reply.Me!.Id);

        Assert.Equal(["Ana", "Bo"], reply.View.People.Select(p => p.Name));
        Assert.Equal(new ParticipantJoined(reply.Me), (await ana.HearsAsync()).Event);
        Assert.Equal(new ParticipantLeft(reply.Me.Id), (await ana.HearsAsync()).Event);
    }

    [Fact]
    public async Task T24_Of_forty_who_ask_at_both_servers_at_once_nine_get_a_seat()
    {
        var visitors = Enumerable.Range(0, 40).Select(n => n % 2 == 0 ? _here : _there).Select(at => (At: at, Who: new Visitor(at, "Somebody"))).ToList();

        var replies = await Task.WhenAll(visitors.Select(visitor => visitor.Who.JoinAsync(RoomAt(visitor.At))));

        Assert.Equal(Room.Seats, replies.Count(r => r.Outcome == JoinOutcome.Joined));
        Assert.Equal(Enumerable.Range(1, Room.Seats), replies.Select(r => r.Me!.Seat).OfType<int>().Order());
    }

    [Fact]
    public async Task Signals_reach_the_browser_at_the_other_server()
    {
        var (ana, bo) = (new Visitor(_here, "Ana"), new Visitor(_there, "Bo"));
        var (anaId, boId) = ((await ana.JoinAsync(RoomAt(_here))).Me!.Id, (await bo.JoinAsync(RoomAt(_there))).Me!.Id);

        await RoomAt(_there).SignalAsync(boId, [new Signal(anaId, Signals.Saying("hello"))]);

        Assert.Equal(boId, Assert.Single(await ana.ReceivesAsync()).Other);
    }

    [Fact]
    public async Task A_message_that_was_written_here_is_heard_there()
    {
        var bo = new Visitor(_there, "Bo");
        await bo.JoinAsync(RoomAt(_there));

        await _here.Get<ChatStore>().PostAsync(_meeting.Id, _ana with { Inside = true }, "Ana", "Good morning", Guid.NewGuid(), _ct);

        Assert.Equal("Good morning", Assert.IsType<MessagePosted>((await bo.HearsAsync()).Event).Message.Text);
    }

    [Fact]
    public async Task Settings_that_are_saved_here_act_there()
    {
        var bo = new Visitor(_there, "Bo");
        var id = (await bo.JoinAsync(RoomAt(_there))).Me!.Id;
        var desk = _here.Get<SettingsDesk>();
        var sheet = (await desk.ReadAsync(_ana, _meeting.Id, _ct))!;

        Assert.True((await desk.SaveAsync(_ana, _meeting.Id, sheet.Version, sheet.Settings with { GuestsAllowed = false }, _ct)).Saved);

        Assert.IsType<SettingsChanged>((await bo.HearsAsync()).Event);
        Assert.Equal([id], Assert.IsType<ParticipantsPutOut>((await bo.HearsAsync()).Event).Who);
    }

    [Fact]
    public async Task A_ticket_and_a_place_of_one_server_count_at_the_other()
    {
        await using var before = await RoomCircuit.OpenAsync(_here, _meeting.Code, ticket: new Ticket(_meeting.Id, PersonId.New(), "Gus", Password: null));
        var place = await before.JoinAsync();
        await using var after = await RoomCircuit.OpenAsync(_there, _meeting.Code);

        var again = await after.JoinAsync(token: place.Token);

        Assert.Equal(JoinOutcome.Joined, again.Outcome);
        Assert.Equal(before.Here.Session!.Me!.Id, after.Here.Session!.Me!.Id);
    }

    [Fact]
    public async Task The_room_of_a_server_that_stops_is_soon_alive_at_the_other_with_its_people_in_their_seats()
    {
        // A room lives where it was first asked for.
        await new Visitor(_there, "Bo").JoinAsync(RoomAt(_there));
        await using var gus = await RoomCircuit.OpenAsync(_here, _meeting.Code, ticket: new Ticket(_meeting.Id, PersonId.New(), "Gus", Password: null));
        Assert.Equal(JoinOutcome.Joined, (await gus.JoinAsync()).Outcome);
        var place = gus.Here.Session!.Me!;
        Assert.NotNull(place.Seat);

        await _there.StopAsync();

        await Eventually.IsAsync("Gus is in the room again", () => gus.Here.Session.View is { Recovering: true });
        Assert.Equal(place.Id, gus.Here.Session.Me?.Id);
        Assert.NotNull(gus.Here.Session.Me?.Seat);
    }

    private IRoomGrain RoomAt(TestServer server) => server.Get<LiveRooms>().Of(_meeting.Id);
}
