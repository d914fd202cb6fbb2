using System.Diagnostics;
using NodaTime;

namespace OnlineMeetings.Calendar;

/// <summary>When an appointment takes place: its recurrence set (RFC 5545 §3.8.5) with what was changed of it.</summary>
public static class Occurrences
{
    /// <summary>The most that are given out at a time.</summary>
    public const int Max = 10_000;

    /// <summary>So many are found however busy the machine is; what takes long beyond them is refused.</summary>
    private const int Few = 1_000;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    /// <summary>What runs in a span of time, in the order of the starts; without occurrences that were cancelled.</summary>
    /// <param name="from">The first moment.</param>
    /// <param name="to">The first moment that is no longer of it.</param>
    /// <param name="viewer">The zone of who asks: it says when a whole day begins, and what a time without a zone means.</param>
    /// <exception cref="CalendarRefusedException">There are more than <see cref="Max"/>, or finding them takes too long.</exception>
    public static IReadOnlyList<Instance> Between(Appointment appointment, Instant from, Instant to, DateTimeZone viewer)
    {
        var zone = appointment.When.RulesFor(viewer);
        var changed = appointment.Changed.Select(change => RecurrenceSet.At(change.Of, zone)).ToHashSet();
        var length = appointment.When.IntervalIn(viewer).Duration;
        // A day may be some hours longer than the first.
        var earlier = appointment.When.CountsInDays ? length + Duration.FromDays(1) : length;
        var unchanged = Starts(appointment, from - Instant.MinValue > earlier ? from - earlier : Instant.MinValue, to, viewer)
            .Where(start => !changed.Contains(start.At))
            .Select(start => Unchanged(appointment, start, length, zone))
            .Where(instance => Overlaps(instance.Time, from, to));
        return
        [
            .. unchanged.Concat(ChangedOnes(appointment, zone, viewer).Where(instance => Overlaps(instance.Time, from, to)))
                .OrderBy(instance => instance.Time.Start).ThenBy(instance => instance.Of),
        ];
    }

    /// <summary>The instance of this name; null where the series has none.</summary>
    public static Instance? Find(Appointment appointment, LocalDateTime of, DateTimeZone viewer)
    {
        var zone = appointment.When.RulesFor(viewer);
        var at = RecurrenceSet.At(of, zone);
        return ChangedOnes(appointment, zone, viewer).FirstOrDefault(instance => RecurrenceSet.At(instance.Of, zone) == at)
            ?? Starts(appointment, at, at + Duration.Epsilon, viewer)
                .Select(start => Unchanged(appointment, start, appointment.When.IntervalIn(viewer).Duration, zone)).FirstOrDefault();
    }

    /// <summary>What the rule and the added dates name, without what was excluded.</summary>
    private static List<(LocalDateTime Local, Instant At)> Starts(Appointment appointment, Instant from, Instant to, DateTimeZone viewer)
    {
        var zone = appointment.When.RulesFor(viewer);
        var excluded = Excluded(appointment, zone);
        var starts = new Dictionary<Instant, LocalDateTime>();
        var watch = Stopwatch.StartNew();
        foreach (var (local, at) in Named(appointment, zone, from, to))
        {
            if (at >= from && at < to && !excluded.Contains(at))
                starts.TryAdd(at, local);
            if (starts.Count > Max || (starts.Count > Few && watch.Elapsed > _patience))
                throw new CalendarRefusedException(CalendarRefusal.TooManyOccurrences, appointment.Details.Subject);
        }
        return [.. starts.Select(start => (start.Value, start.Key))];
    }

    private static IEnumerable<(LocalDateTime Local, Instant At)> Named(Appointment appointment, DateTimeZone zone, Instant from, Instant to)
    {
        var first = appointment.When.Start;
        var added = appointment.Added.Select(start => (start, RecurrenceSet.At(start, zone)));
        if (appointment.Rule is null)
            return added.Prepend((first, RecurrenceSet.At(first, zone)));
        var rule = Rule.Parse(appointment.Rule) ?? throw new CalendarRefusedException(CalendarRefusal.BrokenRule, appointment.Rule);
        // A rule of hours may put what the clock skips behind what comes after it.
        var end = to < Instant.MaxValue - Duration.FromDays(1) ? to + Duration.FromDays(1) : to;
        return RecurrenceSet.Starts(rule, first, zone, from, appointment.When.IsWholeDay).TakeWhile(start => start.At < end).Concat(added);
    }

    private static Instance Unchanged(Appointment appointment, (LocalDateTime Local, Instant At) start, Duration length, DateTimeZone zone)
    {
        var (when, time) = appointment.When.Again(start.Local, start.At, length, zone);
        return new Instance(start.Local, when, time, appointment.Details, IsChanged: false);
    }

    // Also what the rule no longer names: other calendars show it too.
    private static IEnumerable<Instance> ChangedOnes(Appointment appointment, DateTimeZone zone, DateTimeZone viewer)
    {
        var excluded = Excluded(appointment, zone);
        return appointment.Changed
            .Where(change => change.Details.Status != AppointmentStatus.Cancelled || appointment.Details.Status == AppointmentStatus.Cancelled)
            .Where(change => !excluded.Contains(RecurrenceSet.At(change.Of, zone)))
            .Select(change => new Instance(change.Of, change.When, change.When.IntervalIn(viewer), change.Details, IsChanged: true));
    }

    private static HashSet<Instant> Excluded(Appointment appointment, DateTimeZone zone) =>
        [.. appointment.Excluded.Select(start => RecurrenceSet.At(start, zone))];

    private static bool Overlaps(Interval time, Instant from, Instant to) => time.Start < to && (time.End > from || time.Start >= from);
}
