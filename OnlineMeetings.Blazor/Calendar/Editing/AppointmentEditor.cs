using FluentValidation;
using NodaTime;
using OnlineMeetings.Accounts;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Calendar.Editing;

/// <summary>What came of a change.</summary>
public enum ChangeOutcome
{
    Done,

    /// <summary>Something that was typed breaks a rule; see <see cref="AppointmentEditor.Faults"/>.</summary>
    Refused,

    /// <summary>Somebody saved it since it was read. What they saved was read now, what was typed is still there.</summary>
    Stale,

    /// <summary>It was deleted.</summary>
    Gone,
}

/// <summary>
/// An appointment while somebody edits it, or one of its occurrences: what was read, what was typed, what is wrong with it.
/// </summary>
public sealed class AppointmentEditor
{
    private readonly CalendarBook _book;
    private readonly IValidator<AppointmentForm> _rules;
    private AppointmentForm _shown;
    private AppointmentSheet? _saved;

    private AppointmentEditor(CalendarBook book, IValidator<AppointmentForm> rules, PersonId owner, AppointmentForm form)
    {
        (_book, _rules, Owner) = (book, rules, owner);
        (_shown, Form) = (form with { }, form);
    }

    /// <summary>In whose calendar it is.</summary>
    public PersonId Owner { get; }

    /// <summary>What holds; null for one that is to be made.</summary>
    public AppointmentSheet? Sheet { get; private set; }

    /// <summary>The occurrence that is shown; null where the appointment takes place once.</summary>
    public Instance? Occurrence { get; private init; }

    /// <summary>What was typed.</summary>
    public AppointmentForm Form { get; }

    public Faults Faults { get; private set; } = Faults.None;

    /// <summary>What a change may be meant for.</summary>
    public IReadOnlyList<Scope> Scopes => Occurrence is null ? [Scope.All] : [Scope.One, Scope.Following, Scope.All];

    /// <summary>The same where it is saved: how it repeats is not said for one occurrence.</summary>
    public IReadOnlyList<Scope> ScopesToSave => RepeatsOtherwise || Form.Meeting != MeetingChoice.AsItIs ? [.. Scopes.Where(scope => scope != Scope.One)] : Scopes;

    /// <summary>For an appointment that is to be made.</summary>
    public static AppointmentEditor New(CalendarBook book, IValidator<AppointmentForm> rules, PersonId owner, AppointmentForm proposed) =>
        new(book, rules, owner, proposed);

    /// <summary>For an appointment that is kept; null where it is not theirs, or gone.</summary>
    /// <param name="of">Which of a series was chosen.</param>
    /// <param name="zone">The viewer's, an IANA name.</param>
    public static async Task<AppointmentEditor?> OpenAsync(
        CalendarBook book, IValidator<AppointmentForm> rules, PersonId owner, AppointmentId id, LocalDateTime? of, string zone, CancellationToken ct)
    {
        if (await book.FindAsync(owner, id, ct) is not { } sheet)
            return null;
        var occurrence = of is { } chosen && sheet.Appointment.Repeats ? Occurrences.Find(sheet.Appointment, chosen, ZoneOf(zone)) : null;
        if (of is not null && sheet.Appointment.Repeats && occurrence is null)
            return null;
        return new AppointmentEditor(book, rules, owner, AppointmentForm.Of(sheet, occurrence, zone)) { Sheet = sheet, Occurrence = occurrence };
    }

    /// <summary>Looks at what was typed; false where something is wrong with it.</summary>
    public bool Check()
    {
        Faults = Faults.Of(_rules, Form);
        return !Faults.Any;
    }

    /// <summary>Stores what was typed, for those occurrences that are meant.</summary>
    /// <exception cref="CalendarRefusedException">It takes place too often.</exception>
    public async Task<ChangeOutcome> SaveAsync(Scope scope, CancellationToken ct)
    {
        Form.TakeTyped();
        if (!Check())
            return ChangeOutcome.Refused;
        if (Sheet is not { } sheet)
        {
            await _book.AddAsync(Owner, Form.ToAppointment(CalendarBook.NewUid()), Form.Meeting, ct);
            return ChangeOutcome.Done;
        }
        var changed = Revision.Of(sheet.Appointment, Occurrence?.Of, scope, _shown, Form);
        return await TryAsync(
            sheet, async () => (_saved = await _book.ChangeAsync(Owner, sheet.Id, sheet.Version, Occurrence?.Of, scope, changed, Form.Meeting, ct)) is not null, ct);
    }

    /// <summary>Whether <see cref="UndoAsync"/> can be asked for: what was cut into two series is not put together again.</summary>
    public bool MayUndo => _saved is not null && _saved.Id == Sheet?.Id;

    /// <summary>It is as it was before <see cref="SaveAsync"/>; attendees are told so.</summary>
    public Task<ChangeOutcome> UndoAsync(CancellationToken ct) => TryAsync(
        _saved!,
        async () => await _book.ChangeAsync(Owner, _saved!.Id, _saved.Version, of: null, Scope.All, Sheet!.Appointment, MeetingChoice.AsItIs, ct) is not null,
        ct);

    /// <summary>Takes it out of the calendar, or those occurrences that are meant.</summary>
    public Task<ChangeOutcome> RemoveAsync(Scope scope, CancellationToken ct) =>
        TryAsync(Sheet!, () => _book.RemoveAsync(Owner, Sheet!.Id, Sheet.Version, Occurrence?.Of, scope, ct), ct);

    /// <summary>Lets it start at another time of the viewer's clock, and last as long as before.</summary>
    /// <param name="time">Null where only the day changes; whole days have none.</param>
    public void MoveTo(DateOnly day, TimeOnly? time, string zone)
    {
        var viewer = ZoneOf(zone);
        var when = Form.Span;
        var place = when.RulesFor(viewer);
        var seen = RecurrenceSet.At(when.Start, place).InZone(viewer).LocalDateTime;
        var start = LocalDate.FromDateOnly(day) + (when.IsWholeDay || time is null ? seen.TimeOfDay : LocalTime.FromTimeOnly(time.Value));
        var moved = when.StartingAt(RecurrenceSet.At(start, viewer).InZone(place).LocalDateTime, viewer);
        Form.When = Form.When.StartingAt(DateOnly.FromDateTime(moved.Start.ToDateTimeUnspecified()), TimeOnly.FromDateTime(moved.Start.ToDateTimeUnspecified()));
    }

    private bool RepeatsOtherwise => !Form.When.HasPaceOf(_shown.When)
        || (Form.When.Ends, Form.When.Until, Form.When.Times) != (_shown.When.Ends, _shown.When.Until, _shown.When.Times);

    private async Task<ChangeOutcome> TryAsync(AppointmentSheet sheet, Func<Task<bool>> change, CancellationToken ct)
    {
        try
        {
            return await change() ? ChangeOutcome.Done : ChangeOutcome.Gone;
        }
        catch (AppointmentChangedException)
        {
            if (await _book.FindAsync(Owner, sheet.Id, ct) is not { } now)
                return ChangeOutcome.Gone;
            Sheet = now;
            return ChangeOutcome.Stale;
        }
    }

    private static DateTimeZone ZoneOf(string zone) => RecurrenceSet.ZoneOf(zone) ?? DateTimeZone.Utc;
}
