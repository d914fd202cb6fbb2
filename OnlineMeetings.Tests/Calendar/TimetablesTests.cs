using System.Globalization;
using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Meetings;
using OnlineMeetings.Tests.Meetings;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Calendar;

/// <summary>The windows of meetings that appointments hold. The first is on Wednesday, 16 September 2026, 12:00 UTC.</summary>
public sealed class TimetablesTests : IDisposable
{
    private static readonly Zone _berlin = new("Europe/Berlin");
    private static readonly LocalDateTime _start = new(2026, 9, 16, 14, 0);
    private static readonly PersonId _ana = Viewers.Organizer.Person;

    private readonly BookOfTests _tests = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public void Dispose() => _tests.Dispose();

    [Fact]
    public async Task An_occurrence_that_was_moved_has_its_window_where_it_is_now()
    {
        var sheet = await AddAsync(Weekly());
        var thursday = Hour(_start.PlusDays(8));

        await ChangeAsync(sheet, Weekly() with { When = thursday }, of: _start.PlusDays(7), Scope.One);

        Assert.Equal(["16 12:00: … – 24 11:30", "24 12:00: 24 11:30 – 30 11:30"], await WindowsAsync(sheet));
    }

    [Fact]
    public async Task An_occurrence_that_was_taken_out_has_none_and_its_time_is_of_the_one_before()
    {
        var sheet = await AddAsync(Weekly());

        Assert.True(await _tests.Calendar.RemoveAsync(_ana, sheet.Id, sheet.Version, _start.PlusDays(7), Scope.One, _ct));

        Assert.Equal(["16 12:00: … – 30 11:30"], await WindowsAsync(sheet));
    }

    [Fact]
    public async Task Two_appointments_in_one_meeting_part_its_time_between_them()
    {
        var sheet = await AddAsync(Weekly());
        await AddAsync(Once(_start.PlusDays(2)), new MeetingChoice.Existing(sheet.Meeting!.Value));
        // At the same moment, and for longer.
        await AddAsync(Once(_start) with { When = new Span(_start, _start.PlusHours(3), _berlin) }, new MeetingChoice.Existing(sheet.Meeting.Value));

        Assert.Equal(["16 12:00: … – 18 11:30", "18 12:00: 18 11:30 – 23 11:30", "23 12:00: 23 11:30 – 30 11:30"], await WindowsAsync(sheet));
    }

    [Fact]
    public async Task Each_is_found_by_its_name_and_no_other()
    {
        var sheet = await AddAsync(Weekly());
        await ChangeAsync(sheet, Weekly() with { When = Hour(_start.PlusDays(8)) }, of: _start.PlusDays(7), Scope.One);
        var timetables = new Timetables(_tests.Database);

        Assert.Equal(new DateTime(2026, 9, 24, 11, 30, 0), (await timetables.AskedAsync(sheet.Meeting!.Value, "20260924T1200Z", _ct))?.From);
        Assert.Equal(OnlineMeetings.Meetings.Period.All, await timetables.AskedAsync(sheet.Meeting.Value, name: null, _ct));
        foreach (var name in (string[])["20260923T1200Z", "20260924T1201Z", "20260924T1159Z", "20990101T0000Z", "00010101T0000Z", "99991231T2359Z", ""])
            Assert.Null(await timetables.AskedAsync(sheet.Meeting.Value, name, _ct));
    }

    [Fact]
    public async Task Once_no_appointment_holds_it_the_meeting_has_none()
    {
        var sheet = await AddAsync(Weekly());

        Assert.True(await _tests.Calendar.RemoveAsync(_ana, sheet.Id, sheet.Version, of: null, Scope.All, _ct));

        Assert.Empty(await WindowsAsync(sheet));
    }

    private Task<AppointmentSheet> AddAsync(Appointment appointment, MeetingChoice? meeting = null) =>
        _tests.Calendar.AddAsync(_ana, appointment, meeting ?? MeetingChoice.New, _ct);

    private async Task ChangeAsync(AppointmentSheet sheet, Appointment to, LocalDateTime of, Scope scope) =>
        Assert.NotNull(await _tests.Calendar.ChangeAsync(_ana, sheet.Id, sheet.Version, of, scope, to, MeetingChoice.AsItIs, _ct));

    // Of September, oldest first.
    private async Task<IReadOnlyList<string>> WindowsAsync(AppointmentSheet sheet)
    {
        await using var db = _tests.Database.CreateDbContext();
        var meeting = db.Meetings.Single(m => m.Id == sheet.Meeting);
        var timetable = await Timetables.OfAsync(db, meeting.Id, meeting.Schedule, _ct);
        return [.. OccurrenceWindow.BegunBy(timetable, new DateTime(2026, 9, 29, 0, 0, 0, DateTimeKind.Utc), 20).Reverse().Select(Text)];
    }

    private static string Text(OccurrenceWindow window) => $"{Text(window.Occurrence.Start)}: {Text(window.Period.From)} – {Text(window.Period.To)}";

    private static string Text(DateTime? utc) => utc?.ToString("dd HH:mm", CultureInfo.InvariantCulture) ?? "…";

    private static Appointment Weekly() => Once(_start) with { Rule = "FREQ=WEEKLY" };

    private static Appointment Once(LocalDateTime start) => new(CalendarBook.NewUid(), Hour(start), new Details { Subject = "Call" });

    private static Span Hour(LocalDateTime start) => new(start, start.PlusHours(1), _berlin);
}
