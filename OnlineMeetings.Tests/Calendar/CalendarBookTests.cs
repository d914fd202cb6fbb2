using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using OnlineMeetings.Accounts;
using OnlineMeetings.Calendar;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Meetings;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Calendar;

/// <summary>Calendars as they are kept, and the meetings that follow them. It is Tuesday, 15 September 2026, 10:00 UTC.</summary>
public sealed class CalendarBookTests : IDisposable
{
    private static readonly Zone _berlin = new("Europe/Berlin");
    private static readonly LocalDateTime _start = new(2026, 9, 16, 14, 0);
    private static readonly PersonId _ana = Viewers.Organizer.Person;

    private readonly BookOfTests _tests = new();
    private readonly CalendarBook _book;
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public CalendarBookTests() => _book = _tests.Calendar;

    public void Dispose() => _tests.Dispose();

    [Fact]
    public async Task An_appointment_is_listed_in_the_span_that_it_touches()
    {
        await AddAsync(Once());

        Assert.Equal([Utc(16, 12)], await StartsAsync(Utc(16, 0), Utc(17, 0)));
        Assert.Equal([Utc(16, 12)], await StartsAsync(Utc(16, 12, 30), Utc(16, 13)));
        Assert.Empty(await StartsAsync(Utc(18, 0), Utc(19, 0)));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(30)]
    public async Task What_takes_long_is_listed_in_every_span_that_it_touches(int days)
    {
        await AddAsync(Once() with { When = new Span(_start, _start.PlusDays(days), _berlin) });
        var (first, last) = (Utc(16, 12), Utc(16, 12).AddDays(days));

        Assert.Single(await StartsAsync(first.AddDays(-1), first.AddHours(1)));
        Assert.Single(await StartsAsync(first.AddDays(days / 2), first.AddDays(days / 2).AddHours(1)));
        Assert.Single(await StartsAsync(last.AddHours(-1), last.AddDays(1)));
        Assert.Empty(await StartsAsync(last, last.AddDays(1)));
    }

    [Fact]
    public async Task Nobody_sees_or_touches_the_calendar_of_somebody_else()
    {
        var sheet = await AddAsync(Weekly());
        var bo = _tests.Database.Member("Bo").Person;

        Assert.Empty(await _book.ListAsync(bo, Utc(1, 0), Utc(30, 0), _ct));
        Assert.Null(await _book.FindAsync(bo, sheet.Id, _ct));
        Assert.Null(await _book.ChangeAsync(bo, sheet.Id, sheet.Version, null, Scope.All, Once(), MeetingChoice.AsItIs, _ct));
        Assert.False(await _book.RemoveAsync(bo, sheet.Id, sheet.Version, null, Scope.All, _ct));
        Assert.Equal(2, (await StartsAsync(Utc(14, 0), Utc(25, 0))).Count);
    }

    [Fact]
    public async Task A_series_is_written_out_two_years_ahead_and_worked_out_beyond()
    {
        await AddAsync(Weekly());

        Assert.Equal([new DateTime(2028, 8, 30, 12, 0, 0, DateTimeKind.Utc)], await StartsAsync(new DateTime(2028, 8, 28), new DateTime(2028, 9, 2)));
        Assert.Equal([new DateTime(2031, 9, 17, 12, 0, 0, DateTimeKind.Utc)], await StartsAsync(new DateTime(2031, 9, 15), new DateTime(2031, 9, 20)));
        await using var db = _tests.Database.CreateDbContext();
        Assert.Equal(105, await db.Occurrences.CountAsync(_ct));
    }

    [Fact]
    public async Task A_series_that_is_counted_ends_and_its_meeting_with_it()
    {
        var sheet = await AddAsync(Weekly() with { Rule = "FREQ=WEEKLY;COUNT=5" }, MeetingChoice.New);

        Assert.Equal(new DateTime(2026, 10, 14, 13, 0, 0, DateTimeKind.Utc), (await MeetingAsync(sheet)).LastEndsAt);
        _tests.Time.Advance(TimeSpan.FromDays(40));
        await NewTimekeeper().MoveOnAsync(_ct);
        Assert.NotNull((await MeetingAsync(sheet)).ArchivedAt);
    }

    [Fact]
    public async Task A_day_of_a_far_year_holds_what_takes_place_then_and_no_more()
    {
        await AddAsync(Once() with { Rule = "FREQ=DAILY" });

        Assert.Single(await StartsAsync(new DateTime(2090, 3, 1, 0, 0, 0, DateTimeKind.Utc), new DateTime(2090, 3, 2, 0, 0, 0, DateTimeKind.Utc)));
    }

    [Fact]
    public async Task An_added_date_in_many_years_is_found_there()
    {
        await AddAsync(Once() with { Added = [_start.PlusYears(7)] });

        Assert.Single(await StartsAsync(new DateTime(2033, 9, 1, 0, 0, 0, DateTimeKind.Utc), new DateTime(2033, 10, 1, 0, 0, 0, DateTimeKind.Utc)));
    }

    [Fact]
    public async Task The_meeting_of_another_program_stays_as_it_is()
    {
        var theirs = Once() with { Details = Words("Call") with { Conference = new Conference("https://teams.example/1"), Place = "https://teams.example/1", Notes = "https://teams.example/1" } };

        var sheet = await AddAsync(theirs);

        Assert.Equal(theirs.Details.Conference, sheet.Appointment.Details.Conference);
        Assert.Equal((theirs.Details.Place, theirs.Details.Notes), (sheet.Appointment.Details.Place, sheet.Appointment.Details.Notes));
    }

    [Fact]
    public async Task Each_night_it_is_written_out_further()
    {
        await AddAsync(Weekly());
        _tests.Time.Advance(TimeSpan.FromDays(500));

        await _book.WriteOutAsync(_ct);

        await using var db = _tests.Database.CreateDbContext();
        Assert.True(await db.Occurrences.MaxAsync(o => o.StartsAt, _ct) > _tests.Time.GetUtcNow().UtcDateTime.AddDays(720));
        Assert.Equal([Utc(16, 12), Utc(23, 12)], await StartsAsync(Utc(14, 0), Utc(25, 0)));
    }

    [Fact]
    public async Task Whole_days_are_what_the_date_says_in_every_zone()
    {
        await AddAsync(new Appointment("day", Span.Days(new LocalDate(2026, 9, 20), new LocalDate(2026, 9, 20)), Words("Holiday")));

        // In Auckland the day begins at noon of the day before, by UTC.
        var line = Assert.Single(await _book.ListAsync(_ana, Utc(19, 12), Utc(20, 12), _ct));
        Assert.True(line is { IsLocal: true, IsWholeDay: true });
        Assert.Equal(Utc(20, 0), line.StartsAt);
    }

    [Fact]
    public async Task One_occurrence_is_moved_and_the_others_stay()
    {
        var sheet = await AddAsync(Weekly());
        var moved = Once() with { When = sheet.Appointment.When.StartingAt(_start.PlusDays(8), DateTimeZone.Utc) };

        var after = await _book.ChangeAsync(_ana, sheet.Id, sheet.Version, _start.PlusDays(7), Scope.One, moved, MeetingChoice.AsItIs, _ct);

        Assert.Equal(sheet.Id, after!.Id);
        Assert.Equal([Utc(16, 12), Utc(24, 12)], await StartsAsync(Utc(14, 0), Utc(28, 0)));
    }

    [Fact]
    public async Task This_and_all_following_become_a_series_of_their_own_in_the_same_meeting()
    {
        var sheet = await AddAsync(Weekly(), MeetingChoice.New);
        var later = Weekly() with { When = sheet.Appointment.When.StartingAt(_start.PlusDays(7).PlusHours(2), DateTimeZone.Utc) };

        var rest = await _book.ChangeAsync(_ana, sheet.Id, sheet.Version, _start.PlusDays(7), Scope.Following, later, MeetingChoice.AsItIs, _ct);

        Assert.NotEqual(sheet.Id, rest!.Id);
        Assert.Equal(sheet.Meeting, rest.Meeting);
        Assert.Equal([Utc(16, 12), Utc(23, 14), Utc(30, 14)], await StartsAsync(Utc(14, 0), Utc(30, 23)));
    }

    [Fact]
    public async Task Of_a_series_cut_in_two_the_second_has_what_is_left_of_the_count_and_of_the_exceptions()
    {
        var sheet = await AddAsync(Weekly() with { Rule = "FREQ=WEEKLY;COUNT=5", Excluded = [_start.PlusDays(7), _start.PlusDays(21)] });
        var later = sheet.Appointment with { When = sheet.Appointment.When.StartingAt(_start.PlusDays(14).PlusHours(2), DateTimeZone.Utc) };

        await _book.ChangeAsync(_ana, sheet.Id, sheet.Version, _start.PlusDays(14), Scope.Following, later, MeetingChoice.AsItIs, _ct);

        Assert.Equal([Utc(16, 12), Utc(30, 14), Utc(30, 14).AddDays(14)], await StartsAsync(Utc(14, 0), Utc(30, 0).AddDays(60)));
    }

    [Fact]
    public async Task Who_saves_an_older_one_is_told_and_nothing_is_changed()
    {
        var sheet = await AddAsync(Once());
        await _book.ChangeAsync(_ana, sheet.Id, sheet.Version, null, Scope.All, Once("Renamed"), MeetingChoice.AsItIs, _ct);

        await Assert.ThrowsAsync<AppointmentChangedException>(
            () => _book.ChangeAsync(_ana, sheet.Id, sheet.Version, null, Scope.All, Once("Late"), MeetingChoice.AsItIs, _ct));
        await Assert.ThrowsAsync<AppointmentChangedException>(() => _book.RemoveAsync(_ana, sheet.Id, sheet.Version, null, Scope.All, _ct));

        Assert.Equal("Renamed", (await _book.FindAsync(_ana, sheet.Id, _ct))!.Appointment.Details.Subject);
    }

    [Theory]
    [InlineData(Scope.One, new[] { 16, 30 })]
    [InlineData(Scope.Following, new[] { 16 })]
    [InlineData(Scope.All, new int[0])]
    public async Task What_is_removed_is_gone_and_the_rest_stays(Scope scope, int[] days)
    {
        var sheet = await AddAsync(Weekly());

        Assert.True(await _book.RemoveAsync(_ana, sheet.Id, sheet.Version, _start.PlusDays(7), scope, _ct));

        Assert.Equal(days.Select(day => Utc(day, 12)), await StartsAsync(Utc(14, 0), Utc(30, 23)));
    }

    [Theory]
    [InlineData("FREQ=MINUTELY")]
    [InlineData("FREQ=DAILY;BYHOUR=8,9,10,11,12,13,14,15")]
    public async Task What_takes_place_too_often_is_refused_and_nothing_is_kept(string rule)
    {
        await Assert.ThrowsAsync<CalendarRefusedException>(() => AddAsync(Once() with { Rule = rule }, MeetingChoice.New));

        await using var db = _tests.Database.CreateDbContext();
        Assert.False(await db.Appointments.AnyAsync(_ct) || await db.Meetings.AnyAsync(_ct));
    }

    [Fact]
    public async Task Its_online_meeting_is_named_after_it_open_to_guests_and_linked_where_people_look()
    {
        var sheet = await AddAsync(Weekly("Team call"), MeetingChoice.New);

        var meeting = await MeetingAsync(sheet);
        Assert.Equal(("Team call", true, UploadPermission.Organizer, true), (meeting.Title, meeting.GuestsAllowed, meeting.Uploads, meeting.GoesWithAppointments));
        Assert.Null(meeting.PasswordHash);
        var link = $"https://meet.example.org/m/{meeting.Code}";
        var said = sheet.Appointment.Details;
        Assert.Equal((link, link, link), (said.Conference!.Url, said.Place, said.Notes));
        Assert.Equal((Utc(16, 12), Utc(16, 13)), (meeting.NextAt, meeting.NextEndsAt));
        Assert.Equal(new Schedule(new DateTime(2026, 9, 16, 14, 0, 0), new DateTime(2026, 9, 16, 15, 0, 0), "Europe/Berlin", "FREQ=WEEKLY"), meeting.Schedule);
    }

    [Fact]
    public async Task A_place_and_notes_that_people_wrote_stay_beside_the_link()
    {
        var appointment = Once() with { Details = Words("Call") with { Place = "Room 4", Notes = "Bring cake." } };
        var sheet = await AddAsync(appointment, MeetingChoice.New);
        var link = sheet.Appointment.Details.Conference!.Url;
        Assert.Equal(("Room 4", $"Bring cake.\n\n{link}"), (sheet.Appointment.Details.Place, sheet.Appointment.Details.Notes));

        var without = await _book.ChangeAsync(_ana, sheet.Id, sheet.Version, null, Scope.All, sheet.Appointment, MeetingChoice.None, _ct);

        Assert.Equal(("Room 4", "Bring cake.", null), (without!.Appointment.Details.Place, without.Appointment.Details.Notes, without.Appointment.Details.Conference));
    }

    [Fact]
    public async Task A_meeting_has_the_dates_of_its_appointment_whatever_is_moved_or_taken_out()
    {
        var sheet = await AddAsync(Weekly(), MeetingChoice.New);

        await _book.RemoveAsync(_ana, sheet.Id, sheet.Version, _start, Scope.One, _ct);
        Assert.Equal(Utc(23, 12), (await MeetingAsync(sheet)).NextAt);
        var now = (await _book.FindAsync(_ana, sheet.Id, _ct))!;
        await _book.ChangeAsync(
            _ana, sheet.Id, now.Version, _start.PlusDays(7), Scope.One, Once() with { When = now.Appointment.When.StartingAt(_start.PlusDays(5), DateTimeZone.Utc) }, MeetingChoice.AsItIs, _ct);
        Assert.Equal(Utc(21, 12), (await MeetingAsync(sheet)).NextAt);

        _tests.Time.Advance(TimeSpan.FromDays(6.2));
        await NewTimekeeper().MoveOnAsync(_ct);
        Assert.Equal(Utc(30, 12), (await MeetingAsync(sheet)).NextAt);
        Assert.All(_tests.Rooms.Told, told => Assert.IsType<SettingsChanged>(told.Event));
    }

    [Fact]
    public async Task A_meeting_that_two_appointments_share_follows_the_nearer_and_keeps_its_dates_until_the_last_is_gone()
    {
        var first = await AddAsync(Once(), MeetingChoice.New);
        var second = await AddAsync(Weekly() with { When = Hour(_start.PlusDays(2)) }, MeetingChoice.In(first.Meeting!.Value));
        Assert.Equal(first.Meeting, second.Meeting);
        Assert.Equal(Utc(16, 12), (await MeetingAsync(first)).NextAt);

        await _book.RemoveAsync(_ana, first.Id, first.Version, null, Scope.All, _ct);
        Assert.Equal(Utc(18, 12), (await MeetingAsync(first)).NextAt);
        await _book.RemoveAsync(_ana, second.Id, second.Version, null, Scope.All, _ct);

        Assert.Null((await MeetingAsync(first)).Schedule);
    }

    [Fact]
    public async Task A_meeting_of_somebody_else_is_not_taken()
    {
        var bo = _tests.Database.Member("Bo").Person;
        var theirs = await _tests.Book.CreateAsync(bo, new NewMeeting { Title = "Bo’s" }, _ct);

        Assert.Null((await AddAsync(Once(), MeetingChoice.In(theirs.Id))).Meeting);
    }

    [Fact]
    public async Task When_the_last_occurrence_is_over_the_meeting_ends_as_it_was_told_to()
    {
        var sheet = await AddAsync(Once(), MeetingChoice.New);

        _tests.Time.Advance(TimeSpan.FromDays(1.2));
        await NewTimekeeper().MoveOnAsync(_ct);

        Assert.NotNull((await MeetingAsync(sheet)).ArchivedAt);
    }

    [Fact]
    public async Task Whose_account_was_locked_makes_no_meeting()
    {
        await _tests.Database.LockAsync(Viewers.Organizer);

        await Assert.ThrowsAsync<AccountClosedException>(() => AddAsync(Once(), MeetingChoice.New));
    }

    private Task<AppointmentSheet> AddAsync(Appointment appointment, MeetingChoice? meeting = null) =>
        _book.AddAsync(_ana, appointment, meeting ?? MeetingChoice.None, _ct);

    private async Task<IReadOnlyList<DateTime>> StartsAsync(DateTime from, DateTime to) =>
        [.. (await _book.ListAsync(_ana, from, to, _ct)).Where(line => line.StartsAt < to && line.EndsAt > from).Select(line => line.StartsAt)];

    private async Task<Meeting> MeetingAsync(AppointmentSheet sheet)
    {
        await using var db = _tests.Database.CreateDbContext();
        return await db.Meetings.AsNoTracking().SingleAsync(m => m.Id == sheet.Meeting, _ct);
    }

    private Timekeeper NewTimekeeper() => new(
        _tests.Database, _tests.Book, _tests.Held, _tests.Rooms.Live, _tests.Time, NullLogger<Timekeeper>.Instance);

    private static Appointment Once(string subject = "Call") => new(CalendarBook.NewUid(), Hour(_start), Words(subject));

    private static Appointment Weekly(string subject = "Call") => Once(subject) with { Rule = "FREQ=WEEKLY" };

    private static Span Hour(LocalDateTime start) => new(start, start.PlusHours(1), _berlin);

    private static Details Words(string subject) => new() { Subject = subject };

    private static DateTime Utc(int day, int hour, int minute = 0) => new(2026, 9, day, hour, minute, 0, DateTimeKind.Utc);
}
