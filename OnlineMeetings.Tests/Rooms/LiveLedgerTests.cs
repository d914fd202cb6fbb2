using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;
using OnlineMeetings.Meetings.Settings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Rooms;

/// <summary>What is written of live meetings, by the running program.</summary>
public sealed class LiveLedgerTests : IAsyncLifetime
{
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private TestServer _app = null!;
    private MeetingId _meeting;

    public async ValueTask InitializeAsync()
    {
        _app = await TestServer.StartAsync();
        var ana = await _app.AdministratorAsync();
        _meeting = (await _app.Get<MeetingBook>().CreateAsync(ana.Id, new NewMeeting { Title = "Left behind", GuestsAllowed = true }, _ct)).Id;
        await ChangeAsync(m =>
        {
            (m.IsLocked, m.IsStarted, m.LiveSince) = (true, true, DateTime.UtcNow.AddHours(-1));
            m.Removals.Add(new Removal { MeetingId = m.Id, PersonId = PersonId.New() });
        });
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_meeting_to_which_nobody_came_back_after_a_crash_is_over()
    {
        await ChangeAsync(m => m.LastActivityAt = DateTime.UtcNow - RoomTokens.Lifetime - TimeSpan.FromMinutes(1));

        await _app.Get<LiveLedger>().EndAbandonedAsync(_ct);

        var meeting = await ReadAsync();
        Assert.Equal((false, false, (DateTime?)null), (meeting.IsLocked, meeting.IsStarted, meeting.LiveSince));
        Assert.Empty(meeting.Removals);
    }

    [Fact]
    public async Task A_list_that_held_it_for_live_is_told_that_it_is_over()
    {
        var ana = await _app.AdministratorAsync();
        var list = _app.Get<IGrainFactory>().GetGrain<ILiveMeetingsGrain>(ana.Id.Value);
        await list.NoteAsync(new LiveCount(_meeting, Inside: 2, Since: DateTime.UtcNow));
        await ChangeAsync(m => m.LastActivityAt = DateTime.UtcNow - RoomTokens.Lifetime - TimeSpan.FromMinutes(1));

        await _app.Get<LiveLedger>().EndAbandonedAsync(_ct);

        Assert.Empty(await list.WatchAsync(_app.Get<IGrainFactory>().CreateObjectReference<ILiveMeetingsObserver>(new Unread())));
    }

    [Fact]
    public async Task A_meeting_that_was_live_just_now_stays_locked_for_those_who_come_back()
    {
        await ChangeAsync(m => m.LastActivityAt = DateTime.UtcNow);

        await _app.Get<LiveLedger>().EndAbandonedAsync(_ct);

        var meeting = await ReadAsync();
        Assert.Equal((true, true), (meeting.IsLocked, meeting.IsStarted));
        Assert.Single(meeting.Removals);
    }

    [Fact]
    public async Task A_setting_that_is_saved_while_a_room_waits_for_its_people_to_come_back_keeps_its_lock()
    {
        await ChangeAsync(m => m.LastActivityAt = DateTime.UtcNow);
        var ana = (await _app.AdministratorAsync()).Viewer;
        var room = _app.Get<LiveRooms>().Of(_meeting);
        Assert.True((await room.ReadAsync()).Recovering);
        var desk = _app.Get<SettingsDesk>();
        var sheet = (await desk.ReadAsync(ana, _meeting, _ct))!;

        Assert.True((await desk.SaveAsync(ana, _meeting, sheet.Version, sheet.Settings with { Title = "Renamed" }, _ct)).Saved);

        Assert.True((await room.ReadAsync()).Meeting!.Rules.IsLocked);
        var meeting = await ReadAsync();
        Assert.True(meeting.IsLocked);
        Assert.Single(meeting.Removals);
    }

    [Fact]
    public async Task What_a_room_notes_after_it_has_woken_elsewhere_is_void()
    {
        await ChangeAsync(m => (m.IsLocked, m.LiveSince) = (false, null));
        var room = _app.Get<LiveRooms>().Of(_meeting);
        var bo = (await new Visitor(_app, "Bo").JoinAsync(room)).Me!;
        await IsWrittenLiveAsync(_meeting);

        await ChangeAsync(m => (m.Wakings, m.IsLocked) = (m.Wakings + 1, true));
        await room.LeaveAsync(bo.Id);
        // Notes are written in their order.
        var next = (await _app.Get<MeetingBook>().CreateAsync((await _app.AdministratorAsync()).Id, new NewMeeting { Title = "Next", GuestsAllowed = true }, _ct)).Id;
        await new Visitor(_app, "Cleo").JoinAsync(_app.Get<LiveRooms>().Of(next));
        await IsWrittenLiveAsync(next);

        var meeting = await ReadAsync();
        Assert.True(meeting.IsLocked);
        Assert.NotNull(meeting.LiveSince);
        Assert.Single(meeting.Removals);
    }

    private async Task ChangeAsync(Action<Meeting> change)
    {
        await using var db = await _app.Get<IDbContextFactory<MeetingsDb>>().CreateDbContextAsync(_ct);
        change(await db.Meetings.SingleAsync(m => m.Id == _meeting, _ct));
        await db.SaveChangesAsync(_ct);
    }

    private Task IsWrittenLiveAsync(MeetingId meeting) =>
        Eventually.FindAsync("somebody's coming is written", async () => (await ReadAsync(meeting)).LiveSince is null ? null : "written");

    private Task<Meeting> ReadAsync() => ReadAsync(_meeting);

    private async Task<Meeting> ReadAsync(MeetingId id)
    {
        await using var db = await _app.Get<IDbContextFactory<MeetingsDb>>().CreateDbContextAsync(_ct);
        return await db.Meetings.AsNoTracking().SingleAsync(m => m.Id == id, _ct);
    }

    private sealed class Unread : ILiveMeetingsObserver
    {
        public Task ChangedAsync(LiveCount count) => Task.CompletedTask;
    }
}
