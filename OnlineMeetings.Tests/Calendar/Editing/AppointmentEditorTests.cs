using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Calendar.Editing;
using OnlineMeetings.Meetings;
using OnlineMeetings.Tests.Meetings;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Calendar.Editing;

/// <summary>What is typed for one occurrence reaches the series. It is Tuesday, 15 September 2026, 10:00 UTC.</summary>
public sealed class AppointmentEditorTests : IDisposable
{
    private const string Berlin = "Europe/Berlin";

    private static readonly LocalDateTime _start = new(2026, 9, 16, 14, 0);
    private static readonly LocalDateTime _second = new(2026, 9, 23, 14, 0);
    private static readonly PersonId _ana = Viewers.Organizer.Person;

    private readonly BookOfTests _tests = new();
    private readonly CalendarBook _book;
    private readonly AppointmentRules _rules = new(Texts.Of<CalendarTexts>());
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public AppointmentEditorTests()
    {
        Texts.Speak("en");
        _book = _tests.Calendar;
    }

    public void Dispose() => _tests.Dispose();

    [Theory]
    [InlineData(Scope.One, "16 14:00, 23 16:00, 30 14:00")]
    [InlineData(Scope.Following, "16 14:00, 23 16:00, 30 16:00")]
    [InlineData(Scope.All, "16 16:00, 23 16:00, 30 16:00")]
    public async Task Another_time_is_of_those_that_are_meant(Scope scope, string starts)
    {
        var editor = await OpenAsync(await AddAsync(Weekly()), _second);
        editor.Form.When = editor.Form.When.StartingAt(editor.Form.When.StartDate, new TimeOnly(16, 0));

        Assert.Equal(ChangeOutcome.Done, await editor.SaveAsync(scope, _ct));

        Assert.Equal(starts, await StartsAsync());
    }

    [Theory]
    [InlineData(Scope.One, "16 14:00, 24 14:00, 30 14:00")]
    [InlineData(Scope.Following, "16 14:00, 24 14:00, 1 14:00")]
    [InlineData(Scope.All, "17 14:00, 24 14:00, 1 14:00")]
    public async Task Another_day_moves_the_rule_along(Scope scope, string starts)
    {
        var editor = await OpenAsync(await AddAsync(Weekly()), _second);
        editor.MoveTo(new DateOnly(2026, 9, 24), time: null, Berlin);

        Assert.Equal(ChangeOutcome.Done, await editor.SaveAsync(scope, _ct));

        Assert.Equal(starts, await StartsAsync());
    }

    [Fact]
    public async Task Who_moves_it_from_another_zone_moves_it_by_their_own_clock()
    {
        var editor = await OpenAsync(await AddAsync(Once()), of: null, "America/New_York");

        editor.MoveTo(new DateOnly(2026, 9, 17), new TimeOnly(20, 0), "America/New_York");
        await editor.SaveAsync(Scope.All, _ct);

        // 20:00 in New York is 2:00 of the next day in Berlin, where the appointment stays.
        Assert.Equal("18 02:00", await StartsAsync());
        Assert.Equal(new Zone(Berlin), editor.Form.ToAppointment("a").When.Zone);
    }

    [Fact]
    public async Task Whole_days_are_moved_by_days_alone()
    {
        var editor = await OpenAsync(await AddAsync(Once() with { When = Span.Days(new LocalDate(2026, 9, 16), new LocalDate(2026, 9, 17)) }), of: null, "Pacific/Auckland");

        editor.MoveTo(new DateOnly(2026, 9, 18), new TimeOnly(20, 0), "Pacific/Auckland");
        await editor.SaveAsync(Scope.All, _ct);

        Assert.Equal(Span.Days(new LocalDate(2026, 9, 18), new LocalDate(2026, 9, 19)), (await _book.FindAsync(_ana, editor.Sheet!.Id, _ct))!.Appointment.When);
    }

    [Fact]
    public async Task What_one_occurrence_said_otherwise_it_still_says_after_a_change_of_all()
    {
        var sheet = await AddAsync(Weekly());
        var one = await OpenAsync(sheet, _second);
        one.Form.Place = "Room 4";
        await one.SaveAsync(Scope.One, _ct);

        var all = await OpenAsync(sheet, _start);
        all.Form.Subject = "Team call";
        await all.SaveAsync(Scope.All, _ct);

        var now = (await _book.FindAsync(_ana, sheet.Id, _ct))!.Appointment;
        var changed = Assert.Single(now.Changed);
        Assert.Equal(("Team call", ""), (now.Details.Subject, now.Details.Place));
        Assert.Equal(("Team call", "Room 4"), (changed.Details.Subject, changed.Details.Place));
    }

    [Fact]
    public async Task Of_a_counted_series_the_rest_keeps_what_is_left_to_count()
    {
        var editor = await OpenAsync(await AddAsync(Once() with { Rule = "FREQ=WEEKLY;COUNT=3" }), _second);
        editor.MoveTo(new DateOnly(2026, 9, 24), time: null, Berlin);

        await editor.SaveAsync(Scope.Following, _ct);

        Assert.Equal("16 14:00, 24 14:00, 1 14:00", await StartsAsync());
    }

    [Fact]
    public async Task How_it_repeats_is_not_asked_for_one_occurrence()
    {
        var editor = await OpenAsync(await AddAsync(Weekly()), _second);
        Assert.Equal([Scope.One, Scope.Following, Scope.All], editor.ScopesToSave);

        editor.Form.When = editor.Form.When with { Repeat = Repeat.None };

        Assert.Equal([Scope.Following, Scope.All], editor.ScopesToSave);
        await editor.SaveAsync(Scope.All, _ct);
        Assert.Equal("23 14:00", await StartsAsync());
    }

    [Fact]
    public async Task Who_saves_an_older_one_is_told_keeps_what_they_typed_and_may_save_again()
    {
        var sheet = await AddAsync(Once());
        var (mine, other) = (await OpenAsync(sheet, of: null), await OpenAsync(sheet, of: null));
        other.Form.Place = "Room 4";
        await other.SaveAsync(Scope.All, _ct);

        mine.Form.Subject = "Team call";
        Assert.Equal(ChangeOutcome.Stale, await mine.SaveAsync(Scope.All, _ct));
        Assert.Equal("Team call", mine.Form.Subject);
        Assert.Equal(ChangeOutcome.Done, await mine.SaveAsync(Scope.All, _ct));

        var now = (await _book.FindAsync(_ana, sheet.Id, _ct))!.Appointment.Details;
        Assert.Equal(("Team call", "Room 4"), (now.Subject, now.Place));
    }

    [Fact]
    public async Task What_was_deleted_meanwhile_is_said_to_be_gone()
    {
        var sheet = await AddAsync(Once());
        var (mine, other) = (await OpenAsync(sheet, of: null), await OpenAsync(sheet, of: null));
        await other.RemoveAsync(Scope.All, _ct);

        Assert.Equal(ChangeOutcome.Gone, await mine.SaveAsync(Scope.All, _ct));
    }

    [Fact]
    public async Task The_meetings_link_is_not_among_what_people_typed_and_stays_where_it_is_looked_for()
    {
        var sheet = await _book.AddAsync(_ana, Once() with { Details = new Details { Subject = "Call", Notes = "Bring cake." } }, MeetingChoice.New, _ct);
        var link = sheet.Appointment.Details.Conference!.Url;
        var editor = await OpenAsync(sheet, of: null);
        Assert.Equal(("", "Bring cake."), (editor.Form.Place, editor.Form.Notes));

        editor.Form.Notes = "Bring tea.";
        await editor.SaveAsync(Scope.All, _ct);

        var now = (await _book.FindAsync(_ana, sheet.Id, _ct))!.Appointment.Details;
        Assert.Equal((link, $"Bring tea.\n\n{link}", link), (now.Place, now.Notes, now.Conference!.Url));
    }

    [Fact]
    public async Task Nobody_opens_what_is_in_somebody_elses_calendar()
    {
        var sheet = await AddAsync(Once());

        Assert.Null(await AppointmentEditor.OpenAsync(_book, _rules, _tests.Database.Member("Bo").Person, sheet.Id, of: null, Berlin, _ct));
        Assert.Null(await AppointmentEditor.OpenAsync(_book, _rules, _ana, (await AddAsync(Weekly())).Id, _start.PlusDays(1), Berlin, _ct));
    }

    private Task<AppointmentSheet> AddAsync(Appointment appointment) => _book.AddAsync(_ana, appointment, MeetingChoice.None, _ct);

    private async Task<AppointmentEditor> OpenAsync(AppointmentSheet sheet, LocalDateTime? of, string zone = Berlin) =>
        Assert.IsType<AppointmentEditor>(await AppointmentEditor.OpenAsync(_book, _rules, _ana, sheet.Id, of, zone, _ct));

    /// <summary>As the clocks in Berlin show it, day and time, until 2 October.</summary>
    private async Task<string> StartsAsync()
    {
        var lines = await _book.ListAsync(_ana, new DateTime(2026, 9, 14, 0, 0, 0, DateTimeKind.Utc), new DateTime(2026, 10, 1, 20, 0, 0, DateTimeKind.Utc), _ct);
        return string.Join(", ", lines.Where(line => line.StartsAt < new DateTime(2026, 10, 1, 18, 0, 0))
            .Select(line => TimeZones.Local(Berlin, line.StartsAt).ToString("%d HH:mm", System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static Appointment Once() => new(CalendarBook.NewUid(), new Span(_start, _start.PlusHours(1), new Zone(Berlin)), new Details { Subject = "Call" });

    private static Appointment Weekly() => Once() with { Rule = "FREQ=WEEKLY" };
}
