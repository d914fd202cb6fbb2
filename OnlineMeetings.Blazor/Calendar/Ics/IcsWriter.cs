using System.Text;

namespace OnlineMeetings.Calendar.Ics;

/// <summary>Writes calendar files (RFC 5545), as Outlook, Gmail and Apple's programs read them.</summary>
public static class IcsWriter
{
    private const string Product = "-//Online Meetings//Calendar//EN";

    /// <summary>CRLF ends each line, none is longer than 75 octets in UTF-8.</summary>
    /// <param name="method">What is asked (RFC 5546 §1.4): "REQUEST"; null where the file only tells.</param>
    public static string Write(IEnumerable<Appointment> appointments, string? method = null)
    {
        var written = appointments.ToList();
        var text = new StringBuilder();
        foreach (var line in Lines(written, method))
            ContentLine.Fold(line, text);
        return text.ToString();
    }

    private static IEnumerable<string> Lines(List<Appointment> appointments, string? method) =>
    [
        "BEGIN:VCALENDAR",
        $"PRODID:{Product}",
        "VERSION:2.0",
        "CALSCALE:GREGORIAN",
        .. method is null ? (string[])[] : [$"METHOD:{method}"],
        .. appointments.SelectMany(Spans).Where(span => span.Zone is not null && !span.Zone.Equals(Zone.Utc)).GroupBy(span => span.Zone!)
            .SelectMany(inZone => ZoneWriting.Lines(inZone.Key, inZone.Min(span => RecurrenceSet.At(span.Start, inZone.Key.Rules)))),
        .. appointments.SelectMany(EventWriting.Lines),
        "END:VCALENDAR",
    ];

    private static IEnumerable<Span> Spans(Appointment appointment) => appointment.Changed.Select(change => change.When).Prepend(appointment.When);
}
