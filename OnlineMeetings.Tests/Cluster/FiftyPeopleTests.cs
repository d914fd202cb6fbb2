using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Cluster;

/// <summary>One of two servers is killed with a room of fifty people on it.</summary>
public sealed class FiftyPeopleTests : IAsyncLifetime
{
    private const int People = 50;

    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private TestServer _here = null!;
    private ServerProcess _there = null!;
    private MeetingCard _meeting = null!;

    public async ValueTask InitializeAsync()
    {
        PostgreSqlServer.MustBeHere();
        _here = await TestServer.StartAsync(settings: TestServer.Clustered);
        var ana = await _here.AdministratorAsync();
        _meeting = await _here.Get<MeetingBook>().CreateAsync(ana.Id, new NewMeeting { Title = "Autumn catalogue", GuestsAllowed = true, Password = "open sesame" }, _ct);
        _there = await ServerProcess.StartAsync(_here);
    }

    public async ValueTask DisposeAsync()
    {
        if (_there is not null)
            await _there.DisposeAsync();
        if (_here is not null)
            await _here.DisposeAsync();
    }

    [Fact]
    public async Task All_are_soon_in_it_at_the_other_those_with_seats_in_theirs_and_never_more_than_nine()
    {
        var room = await Elsewhere.WakesAsync(_here, _meeting.Id);
        var places = new List<(JoinAnswer Place, ParticipantId Who)>();
        for (var n = 0; n < People; n++)
        {
            // What is known of them here goes with the circuit; only the browser keeps its token.
            await using var before = await ComesAsync(new Ticket(_meeting.Id, PersonId.New(), $"Guest {n}", Password: 1, MeetingCode.MarkOf(_meeting.Code)));
            places.Add((await before.JoinAsync(), before.Here.Session!.Me!.Id));
        }
        var seated = (await room.ReadAsync()).Seated.Select(p => p.Id).ToList();
        Assert.Equal((People, Room.Seats), (places.Count, seated.Count));

        await _there.KillAsync();
        var back = await Task.WhenAll(places.OrderBy(_ => Random.Shared.Next()).Select(BackAsync));

        Assert.All(back, one => Assert.True(one.SeatsSeen <= Room.Seats));
        var view = await room.ReadAsync();
        Assert.Equal(places.Select(p => p.Who).ToHashSet(), view.People.Select(p => p.Id).ToHashSet());
        // Had they taken longer than it waits for them, others might have got the seats.
        Assert.Equal(seated.ToHashSet(), view.Seated.Select(p => p.Id).ToHashSet());
        foreach (var one in back)
            await one.Circuit.DisposeAsync();
    }

    private Task<RoomCircuit> ComesAsync(Ticket? ticket = null) => RoomCircuit.OpenAsync(_here, _meeting.Code, ticket: ticket);

    /// <summary>By the token alone, as a page does it that was loaded anew.</summary>
    private async Task<(RoomCircuit Circuit, int SeatsSeen)> BackAsync((JoinAnswer Place, ParticipantId Who) one)
    {
        var circuit = await ComesAsync();
        var answer = await circuit.JoinAsync(token: one.Place.Token);
        Assert.NotNull(answer.Token);
        return (circuit, circuit.Here.Session!.View.SeatsTaken);
    }
}
