using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using OnlineMeetings.Attendance;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Attendance;

/// <summary>A server that died saw nobody leave: whoever does not come back was gone when last something was heard.</summary>
public sealed class ForgottenStaysTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new Clock().GetUtcNow());
    private TestServer _app = null!;
    private Meeting _meeting = null!;

    private IDbContextFactory<MeetingsDb> Data => _app.Get<IDbContextFactory<MeetingsDb>>();

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    public async ValueTask InitializeAsync()
    {
        _app = await TestServer.StartAsync(_time);
        _meeting = await Data.MeetingAsync(m => (m.LiveSince, m.LastActivityAt) = (Now.AddHours(-1), Now.AddMinutes(-1)));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Who_is_not_back_when_the_room_has_recovered_was_gone_and_who_is_back_stays()
    {
        var (ana, bo) = (Viewers.Guest("Ana"), Viewers.Guest("Bo"));
        await StayAsync(ana);
        await StayAsync(bo);
        var token = new RoomToken(_meeting.Id, ana.Person, "Ana", IsGuest: true, ParticipantId.New(), Stay: 1, Order: 1, HasSeat: false);
        var page = _app.Get<IGrainFactory>().CreateObjectReference<IRoomObserver>(new DeafPage());
        var room = _app.Get<LiveRooms>().Of(_meeting.Id);
        Assert.NotNull((await room.JoinAsync(new JoinRequest(ana, token, WantsSeat: false, FreshMedia: true, Devices.Off), page)).Me);
        Assert.True((await room.ReadAsync()).Recovering);
        Assert.All(await StaysAsync(), stay => Assert.Null(stay.To));

        while (!(await StaysAsync()).Exists(stay => stay.To is not null))
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await room.RenewAsync(token.Participant, page);
        }

        Assert.Equal([("Ana", null), ("Bo", (DateTime?)_meeting.LastActivityAt)], (await StaysAsync()).Select(stay => (stay.Name, stay.To)));
    }

    [Fact]
    public async Task A_room_to_which_nobody_came_back_within_the_life_of_a_token_ends_its_stays()
    {
        await StayAsync(Viewers.Guest("Bo"));
        await _app.Get<ForgottenStays>().EndAsync(default);
        Assert.Null(Assert.Single(await StaysAsync()).To);

        _time.Advance(RoomTokens.Lifetime);
        await _app.Get<ForgottenStays>().EndAsync(default);

        while ((await StaysAsync())[0].To is null)
            await Task.Yield();
        Assert.Equal(_meeting.LastActivityAt, (await StaysAsync())[0].To);
    }

    [Fact]
    public async Task A_server_that_starts_late_ends_them_by_itself()
    {
        // Jobs go by the real clock.
        await _app.DisposeAsync();
        _app = await TestServer.StartAsync();
        _meeting = await Data.MeetingAsync(m => m.LiveSince = m.LastActivityAt = new Clock().GetUtcNow().UtcDateTime.AddHours(-1));
        await StayAsync(Viewers.Guest("Bo"), new Clock().GetUtcNow().UtcDateTime.AddHours(-2));
        // As if it were long ago that the job ran.
        await Data.WriteAsync(db => db.JobRuns.ExecuteDeleteAsync(), default);

        await _app.RestartAsync();

        while ((await StaysAsync())[0].To is null)
            await Task.Yield();
        Assert.Equal(_meeting.LastActivityAt, (await StaysAsync())[0].To);
    }

    [Fact]
    public async Task Who_is_inside_is_never_forgotten_however_long_nothing_was_written()
    {
        var inside = await Data.MeetingAsync();
        var page = _app.Get<IGrainFactory>().CreateObjectReference<IRoomObserver>(new DeafPage());
        await _app.Get<LiveRooms>().Of(inside.Id).JoinAsync(new JoinRequest(Viewers.Guest("Bo"), Token: null, WantsSeat: false, FreshMedia: true, Devices.Off), page);
        while ((await StaysAsync(inside)).Count == 0 || !await IsLiveAsync(inside))
            await Task.Yield();
        await StayAsync(Viewers.Guest("Cleo"));
        await Data.ChangeAsync(inside, m => m.LastActivityAt = Now.AddHours(-1));
        await Data.ChangeAsync(_meeting, m => m.LastActivityAt = Now.AddHours(-1));

        await _app.Get<ForgottenStays>().EndAsync(default);

        while ((await StaysAsync())[0].To is null)
            await Task.Yield();
        Assert.Null(Assert.Single(await StaysAsync(inside)).To);
    }

    private async Task<bool> IsLiveAsync(Meeting meeting)
    {
        await using var db = await Data.CreateDbContextAsync();
        return await db.Meetings.AnyAsync(m => m.Id == meeting.Id && m.LiveSince != null);
    }

    private Task StayAsync(Viewer who, DateTime? from = null) => Data.WriteAsync(db =>
    {
        db.Stays.Add(new Stay { Id = Guid.CreateVersion7(), MeetingId = _meeting.Id, PersonId = who.Person, Name = who.Name, IsGuest = true, From = from ?? Now.AddMinutes(-30) });
        return Task.CompletedTask;
    }, default);

    private async Task<List<Stay>> StaysAsync(Meeting? meeting = null)
    {
        await using var db = await Data.CreateDbContextAsync();
        var id = (meeting ?? _meeting).Id;
        return await db.Stays.AsNoTracking().Where(s => s.MeetingId == id).OrderBy(s => s.Name).ToListAsync();
    }

    private sealed class DeafPage : IRoomObserver
    {
        public Task NewsAsync(RoomNews news) => Task.CompletedTask;

        public Task SignalsAsync(System.Collections.Immutable.ImmutableArray<Signal> signals) => Task.CompletedTask;
    }
}
