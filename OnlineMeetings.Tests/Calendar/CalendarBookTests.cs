using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Meetings;
using OnlineMeetings.Tests.Meetings;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Calendar;

public sealed class CalendarBookTests : IDisposable
{
    private static readonly PersonId _ana = Viewers.Organizer.Person;
    private static readonly LocalDateTime _start = new(2026, 10, 6, 10, 0);
    private static readonly LocalDateTime _second = _start.PlusDays(7);

    private readonly BookOfTests _tests = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public void Dispose() => _tests.Dispose();

    [Fact]
    public async Task Who_saves_what_somebody_else_saved_since_changes_nothing()
    {
        var sheet = await AddAsync();
        await ChangeAsync(sheet, Named(sheet, "First"), Scope.All);

        await Assert.ThrowsAsync<AppointmentChangedException>(() => ChangeAsync(sheet, Named(sheet, "Second"), Scope.All));
        await Assert.ThrowsAsync<AppointmentChangedException>(() => _tests.Calendar.RemoveAsync(_ana, sheet.Id, sheet.Version, null, Scope.All, _ct));

        Assert.Equal("First", (await FindAsync(sheet))!.Appointment.Details.Subject);
    }

    [Fact]
    public async Task Somebody_elses_appointment_is_not_there()
    {
        var (sheet, bo) = (await AddAsync(), _tests.Database.Member("Bo").Person);

        Assert.Null(await _tests.Calendar.FindAsync(bo, sheet.Id, _ct));
        Assert.Null(await _tests.Calendar.ChangeAsync(bo, sheet.Id, sheet.Version, null, Scope.All, sheet.Appointment, MeetingChoice.AsItIs, _ct));
        Assert.False(await _tests.Calendar.RemoveAsync(bo, sheet.Id, sheet.Version, null, Scope.All, _ct));
        Assert.Empty(await _tests.Calendar.ListAsync(bo, Utc(6), Utc(30), _ct));
    }

    [Fact]
    public async Task One_occurrence_all_that_follow_or_all_are_changed_and_removed()
    {
        var sheet = await AddAsync();
        await ChangeAsync(sheet, Named(sheet, "Once"), Scope.One, _second);
        Assert.Equal(["6 Call", "13 Once", "20 Call", "27 Call"], await OctoberAsync());

        sheet = (await FindAsync(sheet))!;
        var following = await ChangeAsync(sheet, Named(sheet, "Later") with { When = sheet.Appointment.When.StartingAt(_second.PlusDays(7), DateTimeZone.Utc) }, Scope.Following, _second.PlusDays(7));
        Assert.Equal(["6 Call", "13 Once", "20 Later", "27 Later"], await OctoberAsync());
        Assert.NotEqual(sheet.Id, following!.Id);

        Assert.True(await _tests.Calendar.RemoveAsync(_ana, following.Id, following.Version, _second.PlusDays(14), Scope.Following, _ct));
        Assert.Equal(["6 Call", "13 Once", "20 Later"], await OctoberAsync());
        sheet = (await FindAsync(sheet))!;
        Assert.True(await _tests.Calendar.RemoveAsync(_ana, sheet.Id, sheet.Version, _second, Scope.One, _ct));
        Assert.Equal(["6 Call", "20 Later"], await OctoberAsync());
    }

    [Fact]
    public async Task A_meeting_made_for_it_is_named_after_it_and_follows_its_dates()
    {
        var sheet = await AddAsync(MeetingChoice.New);
        await using var db = _tests.Database.CreateDbContext();
        var meeting = await db.Meetings.FindAsync([sheet.Meeting!.Value], _ct);
        Assert.True(meeting is { Title: "Call", GuestsAllowed: true, PasswordHash: null, Uploads: UploadPermission.Organizer, GoesWithAppointments: true });
        Assert.Equal(Utc(6).AddHours(10), meeting!.NextAt);

        Assert.True(await _tests.Calendar.RemoveAsync(_ana, sheet.Id, sheet.Version, _start, Scope.One, _ct));

        await using var later = _tests.Database.CreateDbContext();
        Assert.Equal(Utc(13).AddHours(10), (await later.Meetings.FindAsync([sheet.Meeting!.Value], _ct))!.NextAt);
    }

    private Task<AppointmentSheet> AddAsync(MeetingChoice? meeting = null) => _tests.Calendar.AddAsync(
        _ana,
        new Appointment(CalendarBook.NewUid(), new Span(_start, _start.PlusHours(1), Zone.Utc), new Details { Subject = "Call" }) { Rule = "FREQ=WEEKLY" },
        meeting ?? MeetingChoice.None,
        _ct);

    private Task<AppointmentSheet?> ChangeAsync(AppointmentSheet sheet, Appointment changed, Scope scope, LocalDateTime? of = null)
    {
        var when = of is { } one ? changed.When.StartingAt(one, DateTimeZone.Utc) : changed.When;
        return _tests.Calendar.ChangeAsync(_ana, sheet.Id, sheet.Version, of, scope, changed with { When = when }, MeetingChoice.AsItIs, _ct);
    }

    private Task<AppointmentSheet?> FindAsync(AppointmentSheet sheet) => _tests.Calendar.FindAsync(_ana, sheet.Id, _ct);

    private async Task<IEnumerable<string>> OctoberAsync() =>
        (await _tests.Calendar.ListAsync(_ana, Utc(1), Utc(31), _ct)).Select(line => $"{line.StartsAt.Day} {line.Subject}");

    private static Appointment Named(AppointmentSheet sheet, string subject) =>
        sheet.Appointment with { Details = sheet.Appointment.Details with { Subject = subject } };

    private static DateTime Utc(int day) => new(2026, 10, day, 0, 0, 0, DateTimeKind.Utc);
}
