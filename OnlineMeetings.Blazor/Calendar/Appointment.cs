using NodaTime;

namespace OnlineMeetings.Calendar;

/// <summary>An entry of a calendar (VEVENT, RFC 5545 §3.6.1) with all that its repetition says.</summary>
/// <param name="Uid">Names it across all calendars (RFC 5545 §3.8.4.7).</param>
/// <param name="When">Of the first occurrence.</param>
public sealed record Appointment(string Uid, Span When, Details Details)
{
    /// <summary>An RRULE (RFC 5545 §3.3.10) without its name; null for once.</summary>
    public string? Rule { get; init; }

    /// <summary>Occurrences that were taken out (EXDATE), by their local start in the zone of <see cref="When"/>.</summary>
    public ValueList<LocalDateTime> Excluded { get; init; } = [];

    /// <summary>Occurrences beside the rule (RDATE), by their local start in the zone of <see cref="When"/>.</summary>
    public ValueList<LocalDateTime> Added { get; init; } = [];

    /// <summary>Occurrences that say something of their own.</summary>
    public ValueList<ChangedOccurrence> Changed { get; init; } = [];

    /// <summary>
    /// Which occurrence this is, where only this one of a series is known: to who is invited to a single one (RFC 5546 §3.2.2).
    /// </summary>
    public LocalDateTime? OccurrenceOf { get; init; }

    public bool Repeats => Rule is not null || Added.Count > 0;
}

/// <summary>An occurrence that says something of its own.</summary>
/// <param name="Of">Where the repetition had it: RECURRENCE-ID (RFC 5545 §3.8.4.4), local in the zone of the appointment.</param>
public sealed record ChangedOccurrence(LocalDateTime Of, Span When, Details Details);
