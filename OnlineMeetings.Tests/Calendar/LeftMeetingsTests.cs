using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using OnlineMeetings.Audit;
using OnlineMeetings.Calendar;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Meetings;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Calendar;

/// <summary>T51: exactly the right meetings go, once.</summary>
public sealed class LeftMeetingsTests : IDisposable
{
    private static readonly PersonId _ana = Viewers.Organizer.Person;

    private readonly BookOfTests _tests = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public void Dispose() => _tests.Dispose();

    [Fact]
    public async Task The_meeting_of_a_deleted_appointment_goes_with_chat_and_files_and_that_is_written_down()
    {
        var (sheet, meeting) = await AppointmentAsync();
        await _tests.Database.ChatterAsync(meeting, 3);
        Directory.CreateDirectory(_tests.Files.FolderOf(meeting.Id));
        Assert.Equal(0, await SweepAsync());

        await RemoveAsync(sheet);
        Assert.NotNull(await FindAsync(meeting));
        Assert.Equal(1, await SweepAsync());

        Assert.Null(await FindAsync(meeting));
        Assert.False(Directory.Exists(_tests.Files.FolderOf(meeting.Id)));
        Assert.Contains(_tests.Rooms.In(meeting), told => told is MeetingDeleted);
        await using var db = _tests.Database.CreateDbContext();
        Assert.False(await db.Messages.AnyAsync(_ct));
        var noted = Assert.Single(await db.Audit.Where(e => e.Kind == AuditKind.MeetingDeleted).ToListAsync(_ct));
        Assert.Equal((null, meeting.Id.Value, "Team call"), (noted.ActorId, noted.SubjectId, noted.SubjectName));
        Assert.Equal(0, await SweepAsync());
    }

    [Fact]
    public async Task A_cancelled_appointment_holds_its_meeting_no_longer()
    {
        var (sheet, meeting) = await AppointmentAsync();
        var cancelled = sheet.Appointment with { Details = sheet.Appointment.Details with { Status = AppointmentStatus.Cancelled } };

        await _tests.Calendar.ChangeAsync(_ana, sheet.Id, sheet.Version, null, Scope.All, cancelled, MeetingChoice.AsItIs, _ct);

        Assert.Equal(1, await SweepAsync());
        Assert.Null(await FindAsync(meeting));
        Assert.Null((await _tests.Calendar.FindAsync(_ana, sheet.Id, _ct))!.Meeting);
    }

    [Fact]
    public async Task A_meeting_that_several_share_lives_until_the_last_of_them_is_gone()
    {
        var (first, meeting) = await AppointmentAsync();
        var second = await _tests.Calendar.AddAsync(_ana, Call("Another call"), MeetingChoice.In(meeting.Id), _ct);

        await RemoveAsync(first);
        Assert.Equal(0, await SweepAsync());
        await RemoveAsync(second);

        Assert.Equal(1, await SweepAsync());
    }

    [Fact]
    public async Task One_made_by_hand_or_kept_stays()
    {
        var byHand = await _tests.Database.MeetingAsync();
        var appointment = await _tests.Calendar.AddAsync(_ana, Call("Team call"), MeetingChoice.In(byHand.Id), _ct);
        var (sheet, kept) = await AppointmentAsync();
        await _tests.Database.ChangeAsync(kept, m => m.GoesWithAppointments = false);

        await RemoveAsync(appointment);
        await RemoveAsync(sheet);

        Assert.Equal(0, await SweepAsync());
        Assert.NotNull(await FindAsync(byHand));
        Assert.NotNull(await FindAsync(kept));
    }

    public static TheoryData<string> InUse() => ["inside", "before the door", "recovering", "away", "live"];

    [Theory]
    [MemberData(nameof(InUse))]
    public async Task One_in_use_waits_for_another_night(string use)
    {
        var (sheet, meeting) = await AppointmentAsync();
        await RemoveAsync(sheet);
        if (use == "live")
            await _tests.Database.ChangeAsync(meeting, m => m.LiveSince = _tests.Time.GetUtcNow().UtcDateTime);
        _tests.Rooms.View = use switch
        {
            "inside" => RoomView.Nothing with { People = [new Participant(ParticipantId.New(), PersonId.New(), "Bo", IsGuest: true, IsOrganizer: false, Stay: 1, Order: 1, Seat: 1, Devices.Off)] },
            "before the door" => RoomView.Nothing with { Waiting = [new Waiter(ParticipantId.New(), PersonId.New(), "Bo", IsGuest: true, Knocks: true)] },
            "recovering" => RoomView.Nothing with { Recovering = true },
            _ => RoomView.Nothing,
        };
        _tests.Rooms.Unreadable = use == "away";
        Assert.Equal(0, await SweepAsync());
        Assert.NotNull(await FindAsync(meeting));

        (_tests.Rooms.View, _tests.Rooms.Unreadable) = (RoomView.Nothing, false);
        await _tests.Database.ChangeAsync(meeting, m => m.LiveSince = null);
        Assert.Equal(1, await SweepAsync());
    }

    [Fact]
    public async Task Twice_at_once_it_is_done_once_and_killed_midway_the_next_one_does_the_rest()
    {
        for (var i = 0; i < 5; i++)
            await RemoveAsync((await AppointmentAsync()).Sheet);
        using var killed = new CancellationTokenSource();
        _tests.Rooms.OnTold = told =>
        {
            if (told is MeetingDeleted)
                killed.Cancel();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Left().SweepAsync(killed.Token));
        _tests.Rooms.OnTold = null;
        Assert.Equal(1, await DeletedAsync());

        var deleted = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(SweepAsync, _ct)));

        Assert.Equal(4, deleted.Sum());
        Assert.Equal(5, await DeletedAsync());
        await using var db = _tests.Database.CreateDbContext();
        Assert.False(await db.Meetings.AnyAsync(_ct));
    }

    private Task<int> SweepAsync() => Left().SweepAsync(_ct);

    private LeftMeetings Left() => new(_tests.Database, _tests.Book, _tests.Rooms.Live, NullLogger<LeftMeetings>.Instance);

    private async Task<(AppointmentSheet Sheet, Meeting Meeting)> AppointmentAsync()
    {
        var sheet = await _tests.Calendar.AddAsync(_ana, Call("Team call"), MeetingChoice.New, _ct);
        await using var db = _tests.Database.CreateDbContext();
        return (sheet, await db.Meetings.AsNoTracking().SingleAsync(m => m.Id == sheet.Meeting, _ct));
    }

    private async Task RemoveAsync(AppointmentSheet sheet) => Assert.True(await _tests.Calendar.RemoveAsync(_ana, sheet.Id, sheet.Version, null, Scope.All, _ct));

    private async Task<int> DeletedAsync()
    {
        await using var db = _tests.Database.CreateDbContext();
        return await db.Audit.CountAsync(e => e.Kind == AuditKind.MeetingDeleted, _ct);
    }

    private async Task<Meeting?> FindAsync(Meeting meeting)
    {
        await using var db = _tests.Database.CreateDbContext();
        return await db.Meetings.AsNoTracking().SingleOrDefaultAsync(m => m.Id == meeting.Id, _ct);
    }

    private static Appointment Call(string subject) => new(
        CalendarBook.NewUid(), new Span(new LocalDateTime(2026, 10, 6, 10, 0), new LocalDateTime(2026, 10, 6, 11, 0), Zone.Utc), new Details { Subject = subject })
    { Rule = "FREQ=WEEKLY" };
}
