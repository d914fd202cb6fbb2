using System.Net;
using Microsoft.Extensions.Hosting;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Cluster;

/// <summary>Two servers whose network fails, for as long as it likes.</summary>
[Collection("Networks")]
public sealed class CutOffTests : IAsyncLifetime
{
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private readonly List<Visitor> _visitors = [];
    private ServerNetwork _network = null!;
    private PostgreSqlServer _database = null!;
    private string _connection = "";
    private TestServer _here = null!;
    private CancellationToken _hereEnds;
    private ServerProcess _there = null!;
    private MeetingId _meeting;

    public async ValueTask InitializeAsync()
    {
        PostgreSqlServer.MustBeHere();
        _network = await ServerNetwork.OpenAsync();
        _database = await Task.Run(() => PostgreSqlServer.OfNetwork(_network.Here));
        _connection = _database.AddDatabase();
        _here = await TestServer.StartAsync(settings:
            [("Cluster:Enabled", "true"), ("Cluster:Address", $"{_network.Here}"), ("Cluster:Port", "0"), ("ConnectionStrings:Default", _connection)]);
        _hereEnds = _here.Get<IHostApplicationLifetime>().ApplicationStopping;
        var ana = await _here.AdministratorAsync();
        _meeting = (await _here.Get<MeetingBook>().CreateAsync(ana.Id, new NewMeeting { Title = "Autumn catalogue", GuestsAllowed = true }, _ct)).Id;
    }

    public async ValueTask DisposeAsync()
    {
        if (_there is not null)
            await _there.DisposeAsync();
        await DisposeOfHereAsync();
        _database?.Dispose();
        if (_network is not null)
            await _network.DisposeAsync();
    }

    [Fact]
    public async Task A_server_that_nothing_reaches_ends_before_anybody_gets_its_peoples_seats()
    {
        _there = await StartThereAsync(databaseAt: $"{_network.Here}");
        var room = await Elsewhere.WakesAsync(_here, _meeting);
        var places = new List<RoomToken>();
        for (var n = 0; n < Room.Seats; n++)
            places.Add(RoomToken.Of(_meeting, (await NewVisitor().JoinAsync(room)).Me!));

        await _network.CutAsync();
        var replies = new List<JoinReply>();
        foreach (var place in places)
            replies.Add(await JoinUntilAnsweredAsync(room, place));
        var stranger = await NewVisitor().JoinAsync(room);

        Assert.All(replies, reply => Assert.NotNull(reply.Me?.Seat));
        Assert.Equal(places.Select(p => p.Participant), replies.Select(r => r.Me!.Id));
        Assert.Null(stranger.Me!.Seat);
        Assert.True(stranger.View.Recovering);
        await RecoversAsync(room, replies);
        Assert.True(_there.HasEnded, "The room is in two places.");
        Assert.Equal(Room.Seats, (await room.ReadAsync()).SeatsTaken);

        await _network.MendAsync();
        _there = await StartThereAsync(databaseAt: $"{_network.Here}");
        Assert.NotEqual(0, (await room.ReadAsync()).SeatsTaken);
    }

    [Fact]
    public async Task Of_two_servers_that_lost_each_other_one_ends_and_the_other_goes_on()
    {
        // The file system is no network: the database is reached all the time.
        _there = await StartThereAsync(databaseAt: _database.Folder);

        await _network.CutAsync();
        await Eventually.IsAsync("one of them ends", () => _there.HasEnded || _hereEnds.IsCancellationRequested);
        await _network.MendAsync();

        Assert.NotEqual(_there.HasEnded, _hereEnds.IsCancellationRequested);
        if (_there.HasEnded)
        {
            await JoinUntilAnsweredAsync(_here.Get<LiveRooms>().Of(_meeting), token: null);
        }
        else
        {
            using var http = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true });
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(_there.Address, "healthz/ready"), _ct)).StatusCode);
        }
    }

    private async Task DisposeOfHereAsync()
    {
        try
        {
            if (_here is not null)
                await _here.DisposeAsync();
        }
        catch (OperationCanceledException) when (_hereEnds.IsCancellationRequested)
        {
            // A server that ends because it lost the others has no time to stop.
        }
    }

    private Task<ServerProcess> StartThereAsync(string databaseAt)
    {
        var address = new Uri($"https://{_network.There}:7443");
        return ServerProcess.StartAsync(
            [.. _network.Starter, "dotnet"], _here, address,
            ("Cluster:Address", $"{_network.There}"), ("ConnectionStrings:Default", _connection.Replace("127.0.0.1", databaseAt, StringComparison.Ordinal)));
    }

    /// <summary>Until the room gives the seats that it kept to others.</summary>
    private async Task RecoversAsync(IRoomGrain room, List<JoinReply> inside)
    {
        await Eventually.FindAsync("the room has waited for its people", async () =>
        {
            foreach (var (one, visitor) in inside.Zip(_visitors.Skip(Room.Seats)))
                Assert.Equal(Renewal.Renewed, await room.RenewAsync(one.Me!.Id, visitor.Self));
            var view = await room.ReadAsync();
            Assert.True(view.SeatsTaken <= Room.Seats);
            return view.Recovering ? null : view;
        });
    }

    private Visitor NewVisitor(PersonId? person = null)
    {
        // Who listens is kept here; Orleans forgets whom nobody else knows.
        var visitor = new Visitor(_here, $"Person {_visitors.Count}", person);
        _visitors.Add(visitor);
        return visitor;
    }

    /// <summary>As a page does it: an answer that does not come is asked for again.</summary>
    private async Task<JoinReply> JoinUntilAnsweredAsync(IRoomGrain room, RoomToken? token)
    {
        var visitor = NewVisitor(token?.Person);
        return await Eventually.FindAsync("the room answers", async () =>
        {
            try
            {
                return await visitor.JoinAsync(room, token: token);
            }
            catch (Exception e) when (LiveRooms.IsAway(e))
            {
                return null;
            }
        });
    }
}
