using NodaTime;
using OnlineMeetings.Calendar;

namespace OnlineMeetings.Invitations;

/// <summary>Who has to hear what when an appointment changes (RFC 5546 §3.2): told is what differs, to whom it concerns.</summary>
public static class Announcements
{
    /// <param name="before">As the attendees know it; null where they know nothing yet.</param>
    /// <param name="after">As it is to be; null where it is taken out of the calendar.</param>
    public static IReadOnlyList<Announcement> Between(Appointment? before, Appointment? after, Instant now) => (Standing(before), Standing(after)) switch
    {
        (null, null) => [],
        (null, { } begun) => First(begun, News.Invitation),
        ({ } ended, null) => Withdrawn(ended, after ?? Raised(ended, now)),
        ({ } was, { } isNow) => [.. Changes(was, isNow).Where(told => told.To.Count > 0)],
    };

    /// <summary>The whole of it to everybody once more: what it takes place in is otherwise.</summary>
    public static IReadOnlyList<Announcement> Again(Appointment appointment) => Standing(appointment) is { } standing ? First(standing, News.Update) : [];

    /// <summary>
    /// The appointment with the numbers that its mails need: calendars that got an update or a cancellation under a number they
    /// know may pass it over (RFC 5546 §2.1.5).
    /// </summary>
    public static Appointment Numbered(Appointment? before, Appointment after) => before is null ? after : after with
    {
        Details = Numbered(before.Details, after.Details, SaysOtherwise(before, after) || !after.Excluded.All(before.Excluded.Contains)),
        Changed =
        [
            .. after.Changed.Select(change => change with
            {
                Details = Numbered(At(before, change.Of).Details, change.Details, SaysOtherwise(At(before, change.Of), change)),
            }),
        ],
    };

    /// <summary>The appointment with higher numbers all over.</summary>
    public static Appointment Raised(Appointment appointment, Instant now) => appointment with
    {
        Details = Raised(appointment.Details, now),
        Changed = [.. appointment.Changed.Select(change => change with { Details = Raised(change.Details, now) })],
    };

    private static IReadOnlyList<Announcement> First(Appointment begun, News news) =>
    [
        .. new[] { new Announcement(news, begun, Distinct(begun.Details.Attendees)) }
            .Concat(begun.Changed.Where(IsStanding).Select(change => new Announcement(news, One(begun, change), Without(change.Details.Attendees, begun.Details.Attendees))))
            .Where(told => told.To.Count > 0),
    ];

    private static IReadOnlyList<Announcement> Withdrawn(Appointment ended, Appointment after)
    {
        // A series is cancelled as one entry (RFC 5546 §3.2.5).
        var whole = Cancelled(after with { Changed = [] }, ended.Details.Attendees);
        return
        [
            .. new[] { whole }
                .Concat(ended.Changed.Where(IsStanding).Select(change => Cancelled(
                    One(ended, change with { Details = change.Details with { Sequence = change.Details.NextSequence, Stamp = after.Details.Stamp } }),
                    Without(change.Details.Attendees, ended.Details.Attendees))))
                .Where(told => told.To.Count > 0),
        ];
    }

    private static IEnumerable<Announcement> Changes(Appointment before, Appointment after)
    {
        var (removed, added) = (Without(before.Details.Attendees, after.Details.Attendees), Without(after.Details.Attendees, before.Details.Attendees));
        var updated = SaysOtherwise(before, after) ? Without(after.Details.Attendees, added) : [];
        yield return new Announcement(News.Invitation, after, added);
        yield return new Announcement(News.Update, after, updated);
        yield return Cancelled(after with { Changed = [] }, removed);
        ValueList<Attendee> told = [.. removed, .. added, .. updated];
        foreach (var one in Excluded(before, after).Concat(Kept(before, after)).Concat(Restored(before, after)))
            yield return one with { To = Without(one.To, told) };
    }

    // Occurrences that were taken out.
    private static IEnumerable<Announcement> Excluded(Appointment before, Appointment after) =>
        from of in after.Excluded
        where !before.Excluded.Contains(of)
        let was = At(before, of)
        where IsStanding(was)
        select Cancelled(
            One(after, was with { Details = was.Details with { Sequence = Math.Max(after.Details.Sequence, was.Details.NextSequence), Stamp = after.Details.Stamp } }),
            was.Details.Attendees);

    // Occurrences that say something of their own now.
    private static IEnumerable<Announcement> Kept(Appointment before, Appointment after)
    {
        foreach (var change in after.Changed)
        {
            var was = At(before, change.Of);
            if (!IsStanding(change))
            {
                if (IsStanding(was))
                    yield return Cancelled(One(after, change), was.Details.Attendees);
                continue;
            }
            var added = IsStanding(was) ? Without(change.Details.Attendees, was.Details.Attendees) : Distinct(change.Details.Attendees);
            yield return new Announcement(News.Invitation, One(after, change), added);
            if (SaysOtherwise(was, change))
                yield return new Announcement(News.Update, One(after, change), Without(change.Details.Attendees, added));
            yield return Cancelled(One(after, change), Without(was.Details.Attendees, change.Details.Attendees));
        }
    }

    // Occurrences that are as the series again.
    private static IEnumerable<Announcement> Restored(Appointment before, Appointment after) =>
        from was in before.Changed
        where !after.Changed.Any(change => change.Of == was.Of) && !after.Excluded.Contains(was.Of)
        let isNow = At(after, was.Of)
        from told in new[]
        {
            new Announcement(News.Update, One(after, isNow with { Details = isNow.Details with { Sequence = Math.Max(isNow.Details.Sequence, was.Details.NextSequence) } }), Distinct(isNow.Details.Attendees)),
            Cancelled(One(after, was), Without(was.Details.Attendees, isNow.Details.Attendees)),
        }
        select told;

    private static Announcement Cancelled(Appointment appointment, ValueList<Attendee> to) => new(
        News.Cancellation,
        appointment with { Details = appointment.Details with { Status = AppointmentStatus.Cancelled, Attendees = Distinct(to) } },
        Distinct(to));

    private static Appointment? Standing(Appointment? appointment) =>
        appointment is { Details.Status: not AppointmentStatus.Cancelled } ? appointment : null;

    private static bool IsStanding(ChangedOccurrence one) => one.Details.Status != AppointmentStatus.Cancelled;

    /// <summary>The occurrence as it stands in the series.</summary>
    private static ChangedOccurrence At(Appointment series, LocalDateTime of) =>
        series.Changed.FirstOrDefault(change => change.Of == of) ?? new ChangedOccurrence(of, series.When.StartingAt(of, DateTimeZone.Utc), series.Details);

    private static Appointment One(Appointment series, ChangedOccurrence one) => new(series.Uid, one.When, one.Details)
    {
        OccurrenceOf = series.When.SeenBy(one.Of, one.When),
    };

    private static Details Numbered(Details before, Details after, bool isOther) =>
        after.Sequence <= before.Sequence && (isOther || Without(before.Attendees, after.Attendees).Count > 0) ? after with { Sequence = before.NextSequence } : after;

    private static Details Raised(Details details, Instant now) => details with { Sequence = details.NextSequence, Stamp = Instant.FromUnixTimeSeconds(now.ToUnixTimeSeconds()) };

    // An occurrence taken out is told by itself, unless more is otherwise.
    private static bool SaysOtherwise(Appointment before, Appointment after) =>
        !(before.When, before.Rule, before.Added).Equals((after.When, after.Rule, after.Added))
        || !before.Excluded.All(after.Excluded.Contains)
        || SaysOtherwise(before.Details, after.Details);

    private static bool SaysOtherwise(ChangedOccurrence before, ChangedOccurrence after) => before.When != after.When || SaysOtherwise(before.Details, after.Details);

    private static bool SaysOtherwise(Details before, Details after) =>
        !(before.Subject, before.Place, before.Notes, before.Conference, before.Status).Equals((after.Subject, after.Place, after.Notes, after.Conference, after.Status));

    private static ValueList<Attendee> Without(ValueList<Attendee> those, ValueList<Attendee> others)
    {
        var known = others.Select(other => other.Address).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. Distinct(those).Where(attendee => !known.Contains(attendee.Address))];
    }

    private static ValueList<Attendee> Distinct(ValueList<Attendee> attendees) =>
        [.. attendees.DistinctBy(attendee => attendee.Address, StringComparer.OrdinalIgnoreCase)];
}
