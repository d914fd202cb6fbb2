using NodaTime;
using OnlineMeetings.Calendar;

namespace OnlineMeetings.Invitations;

/// <summary>What an attendee says to an invitation.</summary>
/// <param name="Of">The one occurrence that is meant; null for all.</param>
/// <param name="Comment">Empty for nothing.</param>
public sealed record GivenAnswer(Answer Answer, LocalDateTime? Of, string Comment, Instant At);

/// <summary>Writes answers into appointments.</summary>
internal static class Answering
{
    public const int MaxCommentLength = 500;

    /// <summary>The appointment with this answer in it; null where nobody of them is invited (any more), or there is no such occurrence.</summary>
    public static Appointment? Answered(this Appointment appointment, Func<Attendee, bool> who, GivenAnswer given) =>
        given.Of is { } of ? OfOne(appointment, of, who, given) : OfAll(appointment, who, given);

    /// <summary>Who is meant, as they stand in the appointment or in one occurrence of it; null where nobody of them is invited.</summary>
    public static Attendee? Invited(this Appointment appointment, LocalDateTime? of, Func<Attendee, bool> who) =>
        (of is { } one ? Occurrences.Find(appointment, one, DateTimeZone.Utc)?.Details : appointment.Details)?.Attendees.FirstOrDefault(who);

    private static Appointment? OfAll(Appointment appointment, Func<Attendee, bool> who, GivenAnswer given) =>
        !appointment.Details.Attendees.Any(who) ? null : appointment with
        {
            Details = With(appointment.Details, who, given),
            Changed = [.. appointment.Changed.Select(change => change with { Details = With(change.Details, who, given) })],
        };

    private static Appointment? OfOne(Appointment appointment, LocalDateTime of, Func<Attendee, bool> who, GivenAnswer given)
    {
        if (!appointment.Repeats)
            return of == appointment.When.Start ? OfAll(appointment, who, given) : null;
        if (Occurrences.Find(appointment, of, DateTimeZone.Utc) is not { } one || !one.Details.Attendees.Any(who))
            return null;
        var changed = new ChangedOccurrence(one.Of, one.When, With(one.Details, who, given));
        return appointment with { Changed = [.. appointment.Changed.Where(change => change.Of != one.Of), changed] };
    }

    private static Details With(Details details, Func<Attendee, bool> who, GivenAnswer given) => details with
    {
        Attendees = [.. details.Attendees.Select(attendee => who(attendee) ? attendee.Answered(given.Answer, Short(given.Comment), given.At) : attendee)],
    };

    private static string Short(string comment) =>
        comment.Trim() is var text && text.Length > MaxCommentLength ? text[..MaxCommentLength] : comment.Trim();
}
