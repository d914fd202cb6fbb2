using OnlineMeetings.Administration;
using OnlineMeetings.Meetings;
using OnlineMeetings.Meetings.Settings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Rooms;

/// <summary>What a circuit claims when it asks to come in.</summary>
public sealed class DoorByCircuitTests : IAsyncLifetime
{
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private TestServer _app = null!;
    private Viewer _ana = null!;
    private MeetingCard _meeting = null!;
    private MeetingCard _other = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await TestServer.StartAsync();
        _ana = (await _app.AdministratorAsync()).Viewer;
        _meeting = await MeetingAsync("open sesame");
        _other = await MeetingAsync(password: "");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task T29_A_circuit_without_a_ticket_stays_outside()
    {
        await using var circuit = await RoomCircuit.OpenAsync(_app, _meeting.Code);

        Assert.Equal(new JoinAnswer(JoinOutcome.NotAllowed), await circuit.JoinAsync());
        Assert.Equal(new JoinAnswer(JoinOutcome.NotAllowed), await circuit.JoinAsync(pass: "nonsense"));
        Assert.Equal(new JoinAnswer(JoinOutcome.Expired), await circuit.JoinAsync(token: "nonsense"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task T29_A_ticket_opens_as_long_as_its_password_is_that_of_now(bool byPass)
    {
        var ticket = TicketOf(_meeting, password: 1);
        await using (var circuit = await OpenAsync(ticket, byPass))
            Assert.Equal(JoinOutcome.Joined, (await circuit.JoinAsync(byPass ? PassFor(ticket) : null)).Outcome);
        await ChangePasswordAsync();

        var old = TicketOf(_meeting, password: 1);
        await using var late = await OpenAsync(old, byPass);

        Assert.Equal(new JoinAnswer(JoinOutcome.NotAllowed), await late.JoinAsync(byPass ? PassFor(old) : null));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task T29_The_ticket_of_another_meeting_opens_nothing(bool byPass)
    {
        var foreign = TicketOf(_other, password: 1);
        await using var circuit = await OpenAsync(foreign, byPass);

        Assert.Equal(new JoinAnswer(JoinOutcome.NotAllowed), await circuit.JoinAsync(byPass ? PassFor(foreign) : null));
    }

    [Fact]
    public async Task T29_The_token_of_a_place_in_another_meeting_opens_nothing()
    {
        await using var elsewhere = await RoomCircuit.OpenAsync(_app, _other.Code, ticket: TicketOf(_other, password: null));
        var place = (await elsewhere.JoinAsync()).Token;
        await using var circuit = await RoomCircuit.OpenAsync(_app, _meeting.Code);

        Assert.Equal(new JoinAnswer(JoinOutcome.NotAllowed), await circuit.JoinAsync(token: place));
    }

    [Fact]
    public async Task T9_Whose_account_was_locked_since_the_circuit_began_comes_in_nowhere_and_moderates_nothing()
    {
        var bo = await _app.MemberAsync("Bo");
        Assert.True(await _app.Get<SettingsDesk>().ShareRightsAsync(_ana, _other.Id, bo.Id, shared: true, _ct));
        await using var inside = await RoomCircuit.OpenAsync(_app, _other.Code, await _app.UserAsync(bo));
        Assert.Equal(JoinOutcome.Joined, (await inside.JoinAsync()).Outcome);
        await using var outside = await RoomCircuit.OpenAsync(_app, _other.Code, await _app.UserAsync(bo));
        Assert.True(await inside.Here.ModerateAsync(new Mute(Who: null)));

        await _app.Get<People>().LockAsync(await _app.UserAsync(await _app.AdministratorAsync()), bo.Id, _ct);

        Assert.Equal(new JoinAnswer(JoinOutcome.NotAllowed), await outside.JoinAsync());
        Assert.False(await inside.Here.ModerateAsync(new Mute(Who: null)));
    }

    private Task<RoomCircuit> OpenAsync(Ticket ticket, bool byPass) => RoomCircuit.OpenAsync(_app, _meeting.Code, ticket: byPass ? null : ticket);

    private string PassFor(Ticket ticket) => _app.Get<Tickets>().PassFor(ticket);

    private static Ticket TicketOf(MeetingCard meeting, int? password) => new(meeting.Id, PersonId.New(), "Gus", password);

    private Task<MeetingCard> MeetingAsync(string password) => _app.Get<MeetingBook>().CreateAsync(
        _ana.Person, new NewMeeting { Title = "Autumn catalogue", Password = password, GuestsAllowed = true }, _ct);

    private async Task ChangePasswordAsync()
    {
        var desk = _app.Get<SettingsDesk>();
        var sheet = (await desk.ReadAsync(_ana, _meeting.Id, _ct))!;
        Assert.True((await desk.SaveAsync(_ana, _meeting.Id, sheet.Version, sheet.Settings with { Password = "another" }, _ct)).Saved);
    }
}
