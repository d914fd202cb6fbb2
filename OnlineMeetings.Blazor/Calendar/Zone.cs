using NodaTime;

namespace OnlineMeetings.Calendar;

/// <summary>
/// A time zone of an appointment: one that everybody knows by its IANA name, or one that a calendar file brought along.
/// </summary>
/// <param name="id">The IANA name, else the TZID of the file (RFC 5545 §3.8.3.1).</param>
/// <param name="definition">The file's VTIMEZONE (RFC 5545 §3.6.5), unfolded lines with LF between; null for an IANA zone.</param>
public sealed class Zone(string id, string? definition = null) : IEquatable<Zone>
{
    public static readonly Zone Utc = new("UTC");

    private DateTimeZone? _rules;

    public string Id { get; } = id;

    public string? Definition { get; } = definition;

    /// <exception cref="CalendarRefusedException">No such zone is known, or the definition can't be read.</exception>
    public DateTimeZone Rules => _rules ??= Definition is null
        ? RecurrenceSet.ZoneOf(Id) ?? throw new CalendarRefusedException(CalendarRefusal.UnknownZone, Id)
        : Ics.DefinedZone.Parse(Id, Definition);

    public bool Equals(Zone? other) => other is not null && Id == other.Id && Definition == other.Definition;

    public override bool Equals(object? obj) => Equals(obj as Zone);

    public override int GetHashCode() => HashCode.Combine(Id, Definition);

    public override string ToString() => Id;
}
