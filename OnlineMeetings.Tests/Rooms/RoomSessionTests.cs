using System.Reflection;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Rooms;

/// <summary>A page's session, at a room whose answers come when the test wants them.</summary>
public sealed class RoomSessionTests : IAsyncDisposable
{
    private static readonly Participant _me = new(
        ParticipantId.New(), PersonId.New(), "Ana", IsGuest: false, IsOrganizer: true, Stay: 1, Order: 1, Seat: 1, Devices.Off);

    private static readonly Participant _bo = _me with { Id = ParticipantId.New(), Name = "Bo" };

    private readonly TaskCompletionSource<JoinReply> _reply = new();
    private readonly FakeTimeProvider _time = new();
    private readonly RoomSession _session;
    private Task<Renewal> _renewing = Task.FromResult(Renewal.Renewed);
    private Queue<ShareOutcome> _shares = [];
    private int _joins;
    private readonly IAsyncEnumerator<RoomEvent> _news;

    public RoomSessionTests()
    {
        var grains = DispatchProxy.Create<IGrainFactory, RecordingRooms.Answering>();
        ((RecordingRooms.Answering)(object)grains).Answer = (method, arguments) => method switch
        {
            nameof(IGrainFactory.GetGrain) => Room(),
            nameof(IGrainFactory.CreateObjectReference) => arguments[0],
            _ => null,
        };
        var pulse = new CircuitPulse(new HttpContextAccessor());
        Assert.True(pulse.OnConnectionUpAsync(null!, default).IsCompletedSuccessfully);
        _session = new RoomSession(
            MeetingId.New(), new LiveRooms(grains, NullLogger<LiveRooms>.Instance), grains, pulse, new RoomTokens(new EphemeralDataProtectionProvider(), _time), _time, NullLogger<RoomSession>.Instance);
        _news = _session.ReadNewsAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator();
    }

    [Fact]
    public async Task News_that_are_faster_than_the_answer_they_follow_wait_for_it()
    {
        var joining = JoinAsync();
        await _session.NewsAsync(new RoomNews(6, new ParticipantJoined(_bo)));
        var next = _news.MoveNextAsync();
        Assert.False(next.IsCompleted);

        _reply.SetResult(new JoinReply(JoinOutcome.Joined, _me, RoomView.Nothing with { Number = 5, People = [_me] }));
        await joining;

        Assert.True(await next);
        Assert.Equal(new ParticipantJoined(_bo), _news.Current);
        Assert.Equal([_me, _bo], _session.View.People);
    }

    [Fact]
    public async Task News_that_the_answer_told_already_are_not_told_again()
    {
        var joining = JoinAsync();
        await _session.NewsAsync(new RoomNews(6, new ParticipantJoined(_bo)));
        _reply.SetResult(new JoinReply(JoinOutcome.Joined, _me, RoomView.Nothing with { Number = 6, People = [_me, _bo] }));
        await joining;
        await _session.NewsAsync(new RoomNews(7, new ParticipantLeft(_bo.Id)));

        Assert.True(await _news.MoveNextAsync());
        Assert.Equal(new ParticipantLeft(_bo.Id), _news.Current);
    }

    [Fact]
    public async Task Who_was_put_out_is_no_longer_inside_and_who_is_only_away_is()
    {
        _reply.SetResult(new JoinReply(JoinOutcome.Joined, _me, RoomView.Nothing with { Number = 5, People = [_me] }));
        await JoinAsync();
        await _session.NewsAsync(new RoomNews(6, new ParticipantLeft(_me.Id)));
        await _session.NewsAsync(new RoomNews(7, new ParticipantsPutOut([_me.Id], PutOut.Removed)));

        await _news.MoveNextAsync();
        Assert.Equal(_me, _session.Me);
        await _news.MoveNextAsync();
        Assert.Null(_session.Me);
        Assert.Null(_session.Token);
    }

    [Fact]
    public async Task What_was_said_to_who_waited_before_is_not_for_who_waits_now()
    {
        var (before, now) = (new Waiter(ParticipantId.New(), _me.Person, "Ana", false, Knocks: true), new Waiter(ParticipantId.New(), _me.Person, "Ana", false, Knocks: true));
        _reply.SetResult(JoinReply.Outside(JoinOutcome.Waits, now));
        await JoinAsync();

        await _session.NewsAsync(new RoomNews(0, new TurnedAway(before.Id)));
        await _session.NewsAsync(new RoomNews(0, new DoorChanged(now.Id)));

        Assert.True(await _news.MoveNextAsync());
        Assert.Equal(new DoorChanged(now.Id), _news.Current);
    }

    [Fact]
    public async Task Whom_the_room_forgot_comes_back_and_hears_what_came_of_it()
    {
        await InsideAsync();
        _renewing = Task.FromResult(Renewal.Unknown);
        _time.Advance(RoomSession.RenewEvery);

        Assert.True(await _news.MoveNextAsync());
        Assert.Equal(new CameBack(JoinOutcome.Joined), _news.Current);
        Assert.Equal(_me, _session.Me);
    }

    [Fact]
    public async Task Who_left_while_the_room_was_asked_is_not_led_back_in()
    {
        await InsideAsync();
        var asked = new TaskCompletionSource<Renewal>();
        _renewing = asked.Task;
        _time.Advance(RoomSession.RenewEvery);

        await _session.LeaveAsync();
        asked.SetResult(Renewal.Unknown);
        await _session.DisposeAsync();

        Assert.Null(_session.Me);
        Assert.Equal(1, _joins);
    }

    [Fact]
    public async Task Whom_the_room_forgot_comes_back_before_they_share_on()
    {
        await InsideAsync();
        _renewing = Task.FromResult(Renewal.Unknown);
        _shares = new Queue<ShareOutcome>([ShareOutcome.NoSeat, ShareOutcome.Shared]);

        Assert.Equal(ShareOutcome.Shared, await _session.ShareScreenAsync());

        Assert.Equal(2, _joins);
    }

    public async ValueTask DisposeAsync()
    {
        await _session.DisposeAsync();
        await _news.DisposeAsync();
    }

    private Task<JoinReply> JoinAsync() => _session.JoinAsync(
        new Viewer(_me.Person, _me.Name, ViewerKind.Member), token: null, wantsSeat: true, freshMedia: true, Devices.Off);

    private async Task InsideAsync()
    {
        _reply.SetResult(new JoinReply(JoinOutcome.Joined, _me, RoomView.Nothing with { Number = 5, People = [_me] }));
        await JoinAsync();
    }

    private Task<JoinReply> Joined()
    {
        _joins++;
        return _reply.Task;
    }

    private IRoomGrain Room()
    {
        var room = DispatchProxy.Create<IRoomGrain, RecordingRooms.Answering>();
        ((RecordingRooms.Answering)(object)room).Answer = (method, _) => method switch
        {
            nameof(IRoomGrain.JoinAsync) => Joined(),
            nameof(IRoomGrain.RenewAsync) => _renewing,
            nameof(IRoomGrain.ShareScreenAsync) => Task.FromResult(_shares.Dequeue()),
            _ => Task.CompletedTask,
        };
        return room;
    }
}
