using NodaTime;
using OnlineMeetings.Calendar.Ics;

namespace OnlineMeetings.Calendar.Editing;

/// <summary>What is typed of an appointment: of one that is made, of a whole series, or of one occurrence.</summary>
public sealed record AppointmentForm
{
    public const int MaxSubjectLength = 200;
    public const int MaxPlaceLength = 500;
    public const int MaxNotesLength = 10_000;
    public const int MaxAttendees = 500;

    /// <summary>Of one line, without characters that can't be seen.</summary>
    public string Subject { get; set => field = OneLine(value); } = "";

    /// <inheritdoc cref="Subject"/>
    public string Place { get; set => field = OneLine(value); } = "";

    public string Notes { get; set => field = PlainText.Of(value ?? ""); } = "";

    public ScheduleForm When { get; set; } = new() { IsScheduled = true };

    public ValueList<Attendee> Attendees { get; set; } = [];

    /// <summary>Addresses that were typed and are not among the attendees yet; see <see cref="TakeTyped"/>.</summary>
    public string TypedAttendees { get; set; } = "";

    public ValueList<Reminder> Reminders { get; set; } = [];

    public MeetingChoice Meeting { get; set; } = MeetingChoice.None;

    /// <summary>The times that were read, whose zone may be one that can't be chosen.</summary>
    private Span? Kept { get; init; }

    /// <summary>Whether somebody gets mail when it is saved.</summary>
    public bool IsSent => Attendees.Count > 0 || TypedAttendees.Trim().Length > 0;

    /// <summary>A form for an appointment that is to be made.</summary>
    /// <param name="day">The next full hour where it is today, else the morning.</param>
    /// <param name="now">UTC.</param>
    /// <param name="zone">An IANA name.</param>
    public static AppointmentForm Proposed(DateOnly day, DateTime now, string zone)
    {
        var soon = ScheduleForm.Proposed(now, zone);
        return new AppointmentForm
        {
            When = DateOnly.FromDateTime(TimeZones.Local(zone, now)) == day ? soon : soon.StartingAt(day, new TimeOnly(9, 0)),
            Reminders = [new Reminder(Duration.FromMinutes(10))],
        };
    }

    /// <summary>What an appointment says of all its occurrences, or of one.</summary>
    /// <param name="zone">The viewer's, an IANA name: it is proposed where whole days are given times.</param>
    public static AppointmentForm Of(AppointmentSheet sheet, Instance? occurrence, string zone)
    {
        var (appointment, details) = (sheet.Appointment, occurrence?.Details ?? sheet.Appointment.Details);
        var when = occurrence?.When ?? appointment.When;
        var shown = sheet.Meeting is null ? details : AppointmentLink.Without(details);
        return new AppointmentForm
        {
            Subject = shown.Subject,
            Place = shown.Place,
            Notes = shown.Notes,
            When = ScheduleForm.Of(when, appointment.Rule, zone),
            Attendees = shown.Attendees,
            Reminders = shown.Reminders,
            Meeting = MeetingChoice.AsItIs,
            Kept = when,
        };
    }

    /// <summary>The appointment that the form makes.</summary>
    public Appointment ToAppointment(string uid) => new(uid, Span, PutInto(new Details())) { Rule = Rule };

    /// <summary>The good ones of the typed addresses become attendees; what is none stays to be mended.</summary>
    public void TakeTyped()
    {
        var (good, bad) = Addresses.Read(TypedAttendees);
        Attendees = [.. Attendees, .. good.Where(one => !Attendees.Any(other => Addresses.AreSame(one, other)))];
        TypedAttendees = string.Join(", ", bad);
    }

    /// <summary>When it takes place, by a form that keeps the rules.</summary>
    internal Span Span => When.IsWholeDay
        ? Span.Days(LocalDate.FromDateOnly(When.StartDate!.Value), LocalDate.FromDateOnly(When.EndDate!.Value))
        : new Span(LocalDateTime.FromDateTime(When.Start!.Value), LocalDateTime.FromDateTime(When.End!.Value), Zone, IsNominal: Kept?.IsNominal ?? false);

    /// <summary>The repetition as its rule; null for none.</summary>
    internal string? Rule => When.Repeat == Repeat.Kept ? When.KeptRule : When.Repetition?.ToRule(Span);

    /// <summary>These details with what was typed.</summary>
    internal Details PutInto(Details details) => details with
    {
        Subject = Subject.Trim(),
        Place = Place.Trim(),
        Notes = Notes.TrimEnd(),
        Attendees = Attendees,
        Reminders = Reminders,
    };

    private Zone? Zone => When.Zone.Length == 0 || When.Zone == Kept?.Zone?.Id ? Kept?.Zone : new Zone(When.Zone);

    private static string OneLine(string? text) =>
        PlainText.Of(string.Join(' ', (text ?? "").Split(['\r', '\n', '\t', '\u2028', '\u2029', '\u0085', '\v', '\f'], StringSplitOptions.RemoveEmptyEntries)));
}
