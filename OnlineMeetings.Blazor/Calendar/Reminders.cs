using NodaTime;

namespace OnlineMeetings.Calendar;

/// <summary>A time at which somebody is to be reminded.</summary>
/// <param name="Of">What of.</param>
public sealed record DueReminder(Instant At, Instance Of);

/// <summary>When to remind of an appointment. What has no zone counts by UTC: no clock but the viewer's own says when that is.</summary>
public static class Reminders
{
    /// <summary>The first time after a moment; null where there is none within two years.</summary>
    public static Instant? Next(Appointment appointment, Instant after) =>
        Due(appointment, after, Instant.Max(after, RecurrenceSet.At(appointment.When.Start, appointment.When.RulesFor(DateTimeZone.Utc))) + WrittenOut.Ahead).Select(due => (Instant?)due.At).FirstOrDefault();

    /// <summary>Those that fall due in a span of time, in their order.</summary>
    /// <param name="after">The moment before the first one.</param>
    public static IReadOnlyList<DueReminder> Due(Appointment appointment, Instant after, Instant to)
    {
        var befores = appointment.Changed.Select(change => change.Details).Prepend(appointment.Details).SelectMany(details => details.Reminders).Select(r => r.Before).ToList();
        if (befores.Count == 0)
            return [];
        var (earliest, latest) = (Duration.Min(Duration.Zero, befores.Min()), Duration.Max(Duration.Zero, befores.Max()));
        return
        [
            .. from instance in Occurrences.Between(appointment, after + earliest, to + latest + Duration.Epsilon, DateTimeZone.Utc)
               from reminder in instance.Details.Reminders
               let at = instance.Time.Start - reminder.Before
               where at > after && at <= to
               orderby at
               select new DueReminder(at, instance),
        ];
    }
}
