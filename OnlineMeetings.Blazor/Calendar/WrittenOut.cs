using NodaTime;

namespace OnlineMeetings.Calendar;

/// <summary>Which occurrences are kept in the database: what was, and two years ahead.</summary>
internal static class WrittenOut
{
    public static readonly Duration Ahead = Duration.FromDays(2 * 365);

    /// <summary>How many there may be ahead: seven a day. They are written where everybody else waits to write.</summary>
    public const int Most = 5_000;

    /// <summary>Where there are too many before now, these are kept of them.</summary>
    private static readonly Duration _behind = Duration.FromDays(365);

    private static readonly Instant _ever = Instant.FromUtc(1900, 1, 1, 0, 0);

    /// <returns>And up to when; null where these are all.</returns>
    /// <exception cref="CalendarRefusedException">There are more than <see cref="Occurrences.Max"/>.</exception>
    public static (IReadOnlyList<Instance> Occurrences, Instant? To) Of(Appointment appointment, Instant now)
    {
        var zone = appointment.When.RulesFor(DateTimeZone.Utc);
        var to = Instant.Max(now, RecurrenceSet.At(appointment.When.Start, zone)) + Ahead;
        return (From(appointment, now, to), GoesOn(appointment, zone, to) ? to : null);
    }

    /// <summary>Whether anything takes place from then on.</summary>
    private static bool GoesOn(Appointment appointment, DateTimeZone zone, Instant from)
    {
        var beside = appointment.Added.Concat(appointment.Changed.Select(change => change.When.Start));
        return beside.Any(start => RecurrenceSet.At(start, zone) >= from)
            || (appointment.Rule is { } text && Rule.Parse(text) is { } rule
                && (rule.IsEndless || RecurrenceSet.Starts(rule, appointment.When.Start, zone, from, appointment.When.IsWholeDay).Any()));
    }

    private static IReadOnlyList<Instance> From(Appointment appointment, Instant now, Instant to)
    {
        try
        {
            return Occurrences.Between(appointment, _ever, to, DateTimeZone.Utc);
        }
        catch (CalendarRefusedException e) when (e.Why == CalendarRefusal.TooManyOccurrences)
        {
            return Occurrences.Between(appointment, now - _behind, to, DateTimeZone.Utc);
        }
    }
}
