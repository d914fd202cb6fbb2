using OnlineMeetings.Meetings;

namespace OnlineMeetings.Calendar;

/// <summary>One time that an appointment takes place, written out.</summary>
public sealed class StoredOccurrence
{
    public const int MaxSubjectLength = 200;

    public static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public long Id { get; init; }

    public required AppointmentId AppointmentId { get; init; }

    public required PersonId OwnerId { get; init; }

    /// <summary>Its name within the series (RFC 5545 §3.8.4.4): the local start that the repetition gave it.</summary>
    public required DateTime Of { get; init; }

    /// <summary>UTC; where <see cref="IsLocal"/>, what every clock shows, as though it were UTC.</summary>
    public required DateTime StartsAt { get; init; }

    /// <summary>The same for its end.</summary>
    public required DateTime EndsAt { get; init; }

    /// <summary>Whole days, and times that no zone was said for (RFC 5545 §3.3.5 form 1).</summary>
    public required bool IsLocal { get; init; }

    public required bool IsWholeDay { get; init; }

    /// <summary>
    /// It is longer than <see cref="Week"/>. What is not lies near any moment that it touches, so that a span is found without
    /// looking at all that is still to come.
    /// </summary>
    public required bool IsLong { get; init; }

    public required string Subject { get; init; }

    public static StoredOccurrence From(StoredAppointment appointment, Instance instance) => new()
    {
        AppointmentId = appointment.Id,
        OwnerId = appointment.OwnerId,
        Of = instance.Of.ToDateTimeUnspecified(),
        StartsAt = instance.Time.Start.ToDateTimeUtc(),
        EndsAt = instance.Time.End.ToDateTimeUtc(),
        IsLocal = instance.When.Zone is null,
        IsWholeDay = instance.When.IsWholeDay,
        IsLong = instance.Time.Duration.ToTimeSpan() > Week,
        Subject = instance.Details.Subject.Length > MaxSubjectLength ? instance.Details.Subject[..MaxSubjectLength] : instance.Details.Subject,
    };
}
