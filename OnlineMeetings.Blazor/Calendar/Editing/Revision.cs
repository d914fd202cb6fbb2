using NodaTime;

namespace OnlineMeetings.Calendar.Editing;

/// <summary>
/// Brings what was typed, for one occurrence that was shown, onto the series that it is of: what nobody touched stays as each
/// occurrence had it.
/// </summary>
internal static class Revision
{
    /// <summary>What <see cref="CalendarBook.ChangeAsync"/> is to be given.</summary>
    /// <param name="of">The occurrence that was shown; null where the whole was.</param>
    /// <param name="shown">The form before anything was typed.</param>
    public static Appointment Of(Appointment before, LocalDateTime? of, Scope scope, AppointmentForm shown, AppointmentForm typed)
    {
        if (scope == Scope.One && before.Repeats)
            return before with { When = typed.Span, Details = typed.PutInto(before.Changed.FirstOrDefault(change => change.Of == of)?.Details ?? before.Details) };
        var whole = scope == Scope.Following && of is { } from ? before.Beginning(from) : before;
        var details = Take(whole.Details, shown, typed);
        if (before.Repeats && typed.Rule is null && shown.Rule is not null)
            return Once(whole, typed.Span, details);
        var moved = typed.Span == shown.Span ? whole : whole.MovedTo(Along(whole.When, shown.Span, typed.Span));
        return (typed.When.HasPaceOf(shown.When) ? moved : moved with { Excluded = [], Changed = [] }) with
        {
            Rule = RuleOf(moved, whole, shown, typed),
            Details = details,
            Changed = typed.When.HasPaceOf(shown.When) ? [.. moved.Changed.Select(change => change with { Details = Take(change.Details, shown, typed) })] : [],
        };
    }

    private static Appointment Once(Appointment whole, Span when, Details details) =>
        whole with { When = when, Rule = null, Excluded = [], Added = [], Changed = [], Details = details };

    // The first occurrence moves as far as the shown one was moved, and becomes as long.
    private static Span Along(Span first, Span was, Span now)
    {
        var start = first.Start + Period.Between(was.Start, now.Start, PeriodUnits.Days | PeriodUnits.Ticks);
        return now with { Start = start, End = start + Period.Between(now.Start, now.End, PeriodUnits.Days | PeriodUnits.Ticks) };
    }

    private static string? RuleOf(Appointment moved, Appointment whole, AppointmentForm shown, AppointmentForm typed)
    {
        if (typed.Rule == shown.Rule && (typed.When.Repeat == Repeat.Kept || typed.Span == shown.Span))
            return moved.Rule;
        // What is left to count, where the series was cut in two and nobody said another number.
        return typed.Rule is { } rule && typed.When is { Ends: RepeatEnd.AfterTimes } when && when.Times == shown.When.Times
            && whole.Rule is not null && RuleText.Value(whole.Rule, "COUNT") is { } left
            ? RuleText.With(rule, "COUNT", left)
            : typed.Rule;
    }

    private static Details Take(Details onto, AppointmentForm shown, AppointmentForm typed)
    {
        var (was, now) = (shown.PutInto(onto), typed.PutInto(onto));
        return onto with
        {
            Subject = now.Subject == was.Subject ? onto.Subject : now.Subject,
            Place = now.Place == was.Place ? onto.Place : now.Place,
            Notes = now.Notes == was.Notes ? onto.Notes : now.Notes,
            Attendees = now.Attendees.Equals(was.Attendees) ? onto.Attendees : now.Attendees,
            Reminders = now.Reminders.Equals(was.Reminders) ? onto.Reminders : now.Reminders,
        };
    }
}
