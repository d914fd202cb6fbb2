using System.Globalization;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Rooms;

/// <summary>To whom the credentials of the relay are handed out, and for how long.</summary>
public sealed class IceServersTests : IAsyncLifetime
{
    private TestServer _app = null!;
    private Viewer _ana = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await TestServer.StartAsync(settings: [("Ice:Turn", "turn:turn.example.org"), ("Ice:TurnSecret", "hush")]);
        _ana = (await _app.AdministratorAsync()).Viewer;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Whoever_stays_in_a_seat_has_credentials_for_an_hour_from_now()
    {
        await using var circuit = await AtDoorAsync();
        await JoinAsync(circuit, wantsSeat: true);
        var before = DateTimeOffset.UtcNow;

        var renewed = circuit.Here.Renew()!.State.IceServers;

        Assert.InRange(ExpiryOf(circuit.Told.First().IceServers), before.AddMinutes(55), before.AddMinutes(60));
        Assert.InRange(ExpiryOf(renewed), before.AddMinutes(60).AddSeconds(-1), DateTimeOffset.UtcNow.AddMinutes(60));
    }

    [Fact]
    public async Task Who_takes_part_by_text_has_none()
    {
        await using var circuit = await AtDoorAsync();
        await JoinAsync(circuit, wantsSeat: false);

        Assert.Null(circuit.Here.Renew()!.State.IceServers);
        Assert.All(circuit.Told, state => Assert.Null(state.IceServers));
    }

    [Fact]
    public async Task T3_Who_is_before_the_door_of_a_meeting_with_a_password_has_none()
    {
        await using var circuit = await AtDoorAsync(password: "open sesame");
        Assert.Equal(JoinOutcome.NotAllowed, (await circuit.JoinAsync()).Outcome);

        Assert.Null(circuit.Here.Renew());
        Assert.Empty(circuit.Told);
    }

    private async Task<RoomCircuit> AtDoorAsync(string password = "")
    {
        var meeting = await _app.Get<MeetingBook>().CreateAsync(_ana.Person, new NewMeeting { Title = "Autumn catalogue", GuestsAllowed = true, Password = password }, default);
        return await RoomCircuit.OpenAsync(_app, meeting.Code, ticket: new Ticket(meeting.Id, PersonId.New(), "Bo", Password: null));
    }

    private static async Task JoinAsync(RoomCircuit circuit, bool wantsSeat) => Assert.Equal(
        JoinOutcome.Joined, (await circuit.Here.JoinAsync(new JoinWish(Pass: null, Token: null, wantsSeat, FreshMedia: true, Devices.Off))).Outcome);

    private static DateTimeOffset ExpiryOf(IReadOnlyList<IceServer>? servers) =>
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(Assert.Single(servers!).Username!.Split(':')[0], CultureInfo.InvariantCulture));
}
