using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using OnlineMeetings.Accounts;
using OnlineMeetings.Calendar;
using OnlineMeetings.Calendar.Editing;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Calendar.Editing;

public sealed class AppointmentFormTests
{
    private const string Berlin = "Europe/Berlin";

    private static readonly AppointmentForm _sound = new()
    {
        Subject = "Call",
        When = ScheduleForm.Proposed(new DateTime(2026, 9, 15, 10, 0, 0, DateTimeKind.Utc), Berlin),
    };

    private readonly AppointmentRules _rules = new(Texts.Of<CalendarTexts>());

    [Fact]
    public void An_appointment_of_whatever_kind_is_the_same_after_the_form_showed_it_and_nothing_was_typed() => Prop.ForAll(
        AnyAppointment.Any.ToArbitrary(),
        appointment =>
        {
            var shown = AppointmentForm.Of(SheetOf(appointment), occurrence: null, Berlin);
            return Revision.Of(appointment, of: null, Scope.All, shown, shown with { }).Equals(appointment);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_a_form_makes_it_shows_again()
    {
        var form = _sound with
        {
            Place = "Room 4",
            Notes = "Bring cake.\nAnd tea.",
            When = _sound.When with { Repeat = Repeat.Weekly, Ends = RepeatEnd.OnDay, Until = new DateOnly(2026, 12, 24) },
            Attendees = [new OnlineMeetings.Calendar.Attendee("bo@example.org", "Bo Berg", Rsvp: true)],
            Reminders = [new Reminder(Duration.FromMinutes(5)), new Reminder(Duration.FromDays(1))],
        };

        var made = form.ToAppointment("a");
        var shown = AppointmentForm.Of(SheetOf(made), occurrence: null, Berlin);

        Assert.Equal("FREQ=WEEKLY;BYDAY=TU;UNTIL=20261224T225959Z", made.Rule);
        Assert.Equal((form.Subject, form.Place, form.Notes), (shown.Subject, shown.Place, shown.Notes));
        Assert.Equal((form.Attendees, form.Reminders), (shown.Attendees, shown.Reminders));
        Assert.Equal((form.When.Start, form.When.End, form.When.Zone), (shown.When.Start, shown.When.End, shown.When.Zone));
        Assert.Equal((Repeat.Weekly, RepeatEnd.OnDay, new DateOnly(2026, 12, 24)), (shown.When.Repeat, shown.When.Ends, shown.When.Until!.Value));
    }

    [Fact]
    public void Whole_days_end_with_the_last_of_them_and_their_rule_ends_with_a_day()
    {
        var form = _sound with
        {
            When = _sound.When with { IsWholeDay = true, EndDate = new DateOnly(2026, 9, 16), Repeat = Repeat.Yearly, Ends = RepeatEnd.OnDay, Until = new DateOnly(2030, 9, 15) },
        };

        var made = form.ToAppointment("a");

        Assert.Equal(Span.Days(new LocalDate(2026, 9, 15), new LocalDate(2026, 9, 16)), made.When);
        Assert.Equal("FREQ=YEARLY;UNTIL=20300915", made.Rule);
        Assert.Equal(new DateOnly(2026, 9, 16), AppointmentForm.Of(SheetOf(made), occurrence: null, Berlin).When.EndDate);
        Assert.Equal(new DateOnly(2026, 9, 21), form.When.StartingAt(new DateOnly(2026, 9, 20), null).EndDate);
    }

    [Theory]
    [InlineData("a\r\nX-Evil: 1", "a X-Evil: 1")]
    [InlineData("bell\a and\0 null", "bell and null")]
    [InlineData("line\u2028sep", "line sep")]
    public void A_subject_and_a_place_are_one_line_that_can_be_seen(string typed, string kept)
    {
        var form = new AppointmentForm { Subject = typed, Place = typed };

        Assert.Equal((kept, kept), (form.Subject, form.Place));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void Without_a_subject_it_is_refused(string subject) =>
        Assert.Equal("Say what it is about.", Faults.Of(_rules, _sound with { Subject = subject })[nameof(AppointmentForm.Subject)]);

    [Fact]
    public void A_subject_has_at_most_200_characters()
    {
        Assert.False(Faults.Of(_rules, _sound with { Subject = new string('a', 200) }).Any);
        Assert.Equal("Use at most 200 characters.", Faults.Of(_rules, _sound with { Subject = new string('a', 201) })[nameof(AppointmentForm.Subject)]);
    }

    [Fact]
    public void What_is_no_address_is_named_and_the_good_ones_are_taken()
    {
        var form = _sound with { TypedAttendees = "ana@example.org, bo@, Cleo" };

        form.TakeTyped();

        Assert.Equal("ana@example.org", Assert.Single(form.Attendees).Address);
        Assert.Equal(
            "These are not addresses: bo@, Cleo. Write them like bo@example.org.", Faults.Of(_rules, form)[nameof(AppointmentForm.TypedAttendees)]);
        Assert.True(form.IsSent);
    }

    [Fact]
    public void An_end_before_the_start_is_refused_at_its_field() => Assert.NotNull(
        Faults.Of(_rules, _sound with { When = _sound.When with { EndDate = new DateOnly(2026, 9, 14) } })[$"{nameof(AppointmentForm.When)}.{nameof(ScheduleForm.EndDate)}"]);

    [Fact]
    public void An_appointment_may_end_when_it_starts_and_a_meeting_may_not()
    {
        var moment = _sound.When with { EndTime = _sound.When.StartTime };

        Assert.False(Faults.Of(_rules, _sound with { When = moment }).Any);
        Assert.False(Faults.Of(_rules, _sound with { When = moment with { Repeat = Repeat.Weekly } }).Any);
        Assert.True(Faults.Of(_rules, _sound with { When = moment with { EndTime = _sound.When.StartTime!.Value.AddMinutes(-1) } }).Any);
        Assert.Equal(_sound.When.StartDate, moment.StartingAt(moment.StartDate, new TimeOnly(7, 0)).EndDate);
        Assert.Equal(new TimeOnly(7, 0), moment.StartingAt(moment.StartDate, new TimeOnly(7, 0)).EndTime);
        Assert.True(Faults.Of(new ScheduleRules(Texts.Of<CalendarTexts>()), moment).Any);
    }

    [Fact]
    public void A_zone_that_a_calendar_brought_stays_and_is_no_fault()
    {
        var when = new Span(new LocalDateTime(2026, 9, 15, 9, 0), new LocalDateTime(2026, 9, 15, 10, 0), Zone: null);
        var shown = AppointmentForm.Of(SheetOf(new Appointment("a", when, new Details { Subject = "Call" })), occurrence: null, Berlin);

        Assert.False(Faults.Of(_rules, shown).Any);
        Assert.Equal(when, shown.ToAppointment("a").When);
        Assert.Equal(new Zone(Berlin), (shown with { When = shown.When with { Zone = Berlin } }).ToAppointment("a").When.Zone);
    }

    private static AppointmentSheet SheetOf(Appointment appointment) => new(AppointmentId.New(), appointment, Meeting: null, Version: 1);
}
