using NodaTime;

namespace OnlineMeetings.Calendar;

/// <summary>A time at which somebody is to be reminded.</summary>
/// <param name="Of">What of.</param>
public sealed record DueReminder(Instant At, Instance Of);

/// <summary>When to remind of an appointment.</summary>
public static class Reminders
{
    /// <summary>The first time after a moment; null where there is none within two years.</summary>
    /// <param name="zone">Of whom it reminds: it says when a whole day begins, and what a time without a zone means.</param>
    public static Instant? Next(Appointment appointment, Instant after, DateTimeZone zone)
    {
        var first = RecurrenceSet.At(appointment.When.Start, appointment.When.RulesFor(zone));
        return Due(appointment, after, Instant.Max(after, first) + WrittenOut.Ahead, zone).Select(due => (Instant?)due.At).FirstOrDefault();
    }

    /// <summary>Those that fall due in a span of time, in their order.</summary>
    /// <param name="after">The moment before the first one.</param>
    /// <param name="zone">See <see cref="Next"/>.</param>
    public static IReadOnlyList<DueReminder> Due(Appointment appointment, Instant after, Instant to, DateTimeZone zone)
    {
        var befores = appointment.Changed.Select(change => change.Details).Prepend(appointment.Details).SelectMany(details => details.Reminders).Select(r => r.Before).ToList();
        if (befores.Count == 0)
            return [];
        var (earliest, latest) = (Duration.Min(Duration.Zero, befores.Min()), Duration.Max(Duration.Zero, befores.Max()));
        return
        [
            .. from instance in Occurrences.Between(appointment, after + earliest, to + latest + Duration.Epsilon, zone)
               from reminder in instance.Details.Reminders
               let at = instance.Time.Start - reminder.Before
               where at > after && at <= to
               orderby at
               select new DueReminder(at, instance),
        ];
    }
}
