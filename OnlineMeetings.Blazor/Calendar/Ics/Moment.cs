using NodaTime;

namespace OnlineMeetings.Calendar.Ics;

/// <summary>
/// A date or time of a calendar file (RFC 5545 §3.3.4, §3.3.5). Ical.Net makes nothing of one that it can't read, without a word,
/// and leaves out an RDATE whose zone it doesn't know; so they are read here.
/// </summary>
/// <param name="Local">Midnight where <paramref name="IsDate"/>.</param>
/// <param name="Zone">Null for the viewer's own time.</param>
internal sealed record Moment(LocalDateTime Local, Zone? Zone, bool IsDate)
{
    // Apple gives birthdays without a year to 1604.
    private const int FirstYear = 1_000;

    /// <summary>All that a line names; of a period (RFC 5545 §3.3.9) its start.</summary>
    /// <exception cref="CalendarRefusedException">One of them can't be read, or its zone is not known.</exception>
    public static IEnumerable<Moment> AllOf(ContentLine line, FileZones zones) =>
        line.Value.Split(',').Select(value => Parse(value.Split('/')[0].Trim(), line.Parameter("TZID"), zones)
            is { Local.Year: >= FirstYear and <= Rule.LastYear } moment
                ? moment
                : throw new CalendarRefusedException(CalendarRefusal.BrokenEntry, line.Text));

    /// <summary>The clock there shows this when it is this moment; a day is that of the span's start.</summary>
    public LocalDateTime SeenFrom(Span span) => (IsDate, span.IsWholeDay) switch
    {
        (_, true) => Local.Date.AtMidnight(),
        (true, false) => Local.Date + span.Start.TimeOfDay,
        _ when Zone is null || span.Zone is null || Zone.Equals(span.Zone) => Local,
        _ => RecurrenceSet.At(Local, Zone.Rules).InZone(span.Zone.Rules).LocalDateTime,
    };

    private static Moment? Parse(string value, string? zone, FileZones zones)
    {
        if (IcsTime.Date.Parse(value) is { Success: true, Value: var date })
            return new Moment(date.AtMidnight(), null, IsDate: true);
        var isUtc = value.EndsWith('Z');
        var local = isUtc ? value[..^1] : value;
        // The second 60 stands for 59 where leap seconds are not known (RFC 5545 §3.3.12).
        if (local.Length == 15 && local.EndsWith("60", StringComparison.Ordinal))
            local = $"{local[..13]}59";
        if (IcsTime.Local.Parse(local) is not { Success: true, Value: var time })
            return null;
        return new Moment(time, isUtc ? Zone.Utc : zone is null ? null : zones.Named(zone), IsDate: false);
    }
}
