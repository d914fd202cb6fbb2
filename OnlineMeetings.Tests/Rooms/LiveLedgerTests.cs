using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;
using OnlineMeetings.Meetings.Settings;
using OnlineMeetings.Rooms;

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

    private async Task ChangeAsync(Action<Meeting> change)
    {
        await using var db = await _app.Get<IDbContextFactory<MeetingsDb>>().CreateDbContextAsync(_ct);
        change(await db.Meetings.SingleAsync(m => m.Id == _meeting, _ct));
        await db.SaveChangesAsync(_ct);
    }

    private async Task<Meeting> ReadAsync()
    {
        await using var db = await _app.Get<IDbContextFactory<MeetingsDb>>().CreateDbContextAsync(_ct);
        return await db.Meetings.AsNoTracking().SingleAsync(m => m.Id == _meeting, _ct);
    }
}
