using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using OnlineMeetings.Calendar;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Meetings;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Calendar;

public sealed class TimekeeperTests : IDisposable
{
    private readonly BookOfTests _tests = new();
    private readonly Timekeeper _timekeeper;
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public TimekeeperTests() => _timekeeper = NewTimekeeper();

    private DateTime Now => _tests.Time.GetUtcNow().UtcDateTime;

    public void Dispose() => _tests.Dispose();

    [Fact]
    public async Task A_weekly_meeting_moves_on_when_it_is_over_and_goes_on()
    {
        var meeting = await MeetingAsync(EndBehaviour.Archive, "FREQ=WEEKLY");
        Assert.Equal(Now.AddHours(1), (await FindAsync(meeting))!.NextAt);

        await AfterAsync(TimeSpan.FromMinutes(90));
        Assert.Equal(meeting.NextAt, (await FindAsync(meeting))!.NextAt);
        await AfterAsync(TimeSpan.FromMinutes(30));

        var now = (await FindAsync(meeting))!;
        Assert.Equal(meeting.NextAt!.Value.AddDays(7), now.NextAt);
        Assert.Null(now.ArchivedAt);
    }

    [Fact]
    public async Task At_the_end_it_goes_to_the_archive_once_and_a_restored_one_stays_restored()
    {
        var meeting = await MeetingAsync(EndBehaviour.Archive);

        await AfterAsync(TimeSpan.FromMinutes(119));
        Assert.Null((await FindAsync(meeting))!.ArchivedAt);
        await AfterAsync(TimeSpan.FromMinutes(1));

        Assert.Equal((Now, Now), ((await FindAsync(meeting))!.ArchivedAt, (await FindAsync(meeting))!.EndedAt));
        Assert.True(Assert.IsType<SettingsChanged>(Assert.Single(_tests.Rooms.In(meeting))).Meeting is { Rules.IsArchived: true, Version: 1 });
        await _tests.Database.ChangeAsync(meeting, m => m.ArchivedAt = null);
        await AfterAsync(TimeSpan.FromMinutes(1));
        Assert.Null((await FindAsync(meeting))!.ArchivedAt);
        Assert.Single(_tests.Rooms.In(meeting));
    }

    [Fact]
    public async Task At_the_end_it_is_deleted_with_chat_and_files()
    {
        var meeting = await MeetingAsync(EndBehaviour.Delete);
        await _tests.Database.ChatterAsync(meeting, 3);
        Directory.CreateDirectory(_tests.Files.FolderOf(meeting.Id));

        await AfterAsync(TimeSpan.FromHours(2));

        Assert.Null(await FindAsync(meeting));
        Assert.False(Directory.Exists(_tests.Files.FolderOf(meeting.Id)));
        await using var db = _tests.Database.CreateDbContext();
        Assert.False(await db.Messages.AnyAsync(_ct));
        Assert.IsType<MeetingDeleted>(Assert.Single(_tests.Rooms.In(meeting)));
    }

    [Fact]
    public async Task At_the_end_it_may_simply_stay()
    {
        var meeting = await MeetingAsync(EndBehaviour.KeepActive);

        await AfterAsync(TimeSpan.FromHours(2));

        Assert.True(await FindAsync(meeting) is { ArchivedAt: null, EndedAt: not null, NextAt: null });
    }

    [Theory]
    [InlineData(EndBehaviour.Archive)]
    [InlineData(EndBehaviour.Delete)]
    public async Task While_somebody_is_inside_they_are_told_once_and_it_waits_until_they_have_left(EndBehaviour behaviour)
    {
        var meeting = await MeetingAsync(behaviour);
        _tests.Rooms.View = RoomView.Nothing with
        {
            People = [new Participant(ParticipantId.New(), PersonId.New(), "Bo", IsGuest: true, IsOrganizer: false, Stay: 1, Order: 1, Seat: 1, Devices.Off)],
        };

        await AfterAsync(TimeSpan.FromHours(2));
        await AfterAsync(TimeSpan.FromMinutes(1));
        await AfterAsync(TimeSpan.FromMinutes(1));

        Assert.Equal([new ScheduleEnded(behaviour)], _tests.Rooms.In(meeting));
        Assert.True(await FindAsync(meeting) is { ArchivedAt: null, EndedAt: null });
        _tests.Rooms.View = RoomView.Nothing;
        await AfterAsync(TimeSpan.FromMinutes(1));
        Assert.True(await FindAsync(meeting) is null or { ArchivedAt: not null });
    }

    [Fact]
    public async Task A_room_that_recovers_or_cannot_be_asked_counts_as_full()
    {
        var meeting = await MeetingAsync(EndBehaviour.Delete);
        _tests.Rooms.View = RoomView.Nothing with { Recovering = true };

        await AfterAsync(TimeSpan.FromHours(2));

        Assert.NotNull(await FindAsync(meeting));
    }

    [Fact]
    public async Task What_ended_while_the_server_was_down_is_done_at_the_first_turn()
    {
        var (archived, deleted) = (await MeetingAsync(EndBehaviour.Archive), await MeetingAsync(EndBehaviour.Delete));

        await AfterAsync(TimeSpan.FromDays(30));

        Assert.NotNull((await FindAsync(archived))!.ArchivedAt);
        Assert.Null(await FindAsync(deleted));
    }

    [Fact]
    public async Task Two_at_once_do_it_once()
    {
        var (archived, deleted) = (await MeetingAsync(EndBehaviour.Archive), await MeetingAsync(EndBehaviour.Delete));
        _tests.Time.Advance(TimeSpan.FromHours(2));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => NewTimekeeper().MoveOnAsync(_ct), _ct)));

        Assert.Equal(1, (await FindAsync(archived))!.Version);
        Assert.Single(_tests.Rooms.In(archived));
        Assert.Single(_tests.Rooms.In(deleted));
    }

    [Fact]
    public async Task A_schedule_that_was_changed_meanwhile_holds_and_one_of_the_past_ends_nothing()
    {
        var (later, past) = (await MeetingAsync(EndBehaviour.Delete), await MeetingAsync(EndBehaviour.Delete));
        await _tests.Database.ChangeAsync(later, m => m.PlanFor(m.Schedule! with { End = m.Schedule.End.AddHours(5) }, Now));
        await _tests.Database.ChangeAsync(past, m => m.PlanFor(m.Schedule! with { Start = m.Schedule.Start.AddDays(-9), End = m.Schedule.End.AddDays(-9) }, Now));

        await AfterAsync(TimeSpan.FromHours(3));

        Assert.NotNull(await FindAsync(later));
        Assert.NotNull(await FindAsync(past));
    }

    private Timekeeper NewTimekeeper() =>
        new(_tests.Database, _tests.Book, _tests.Held, _tests.Rooms.Live, _tests.Time, NullLogger<Timekeeper>.Instance);

    private async Task AfterAsync(TimeSpan span)
    {
        _tests.Time.Advance(span);
        await _timekeeper.MoveOnAsync(_ct);
    }

    /// <summary>Starts in an hour, for an hour.</summary>
    private Task<Meeting> MeetingAsync(EndBehaviour behaviour, string? rule = null) => _tests.Database.MeetingAsync(m =>
    {
        m.EndBehaviour = behaviour;
        m.PlanFor(new Schedule(Local(1), Local(2), "UTC", rule), Now);
    });

    private DateTime Local(int hours) => DateTime.SpecifyKind(Now.AddHours(hours), DateTimeKind.Unspecified);

    private async Task<Meeting?> FindAsync(Meeting meeting)
    {
        await using var db = _tests.Database.CreateDbContext();
        return await db.Meetings.AsNoTracking().SingleOrDefaultAsync(m => m.Id == meeting.Id, _ct);
    }
}
