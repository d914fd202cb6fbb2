using OnlineMeetings.Calendar;
using OnlineMeetings.Shell;

namespace OnlineMeetings.Occurrences;

/// <summary>Says when an occurrence is or was, in the viewer's language and zone.</summary>
internal static class OccurrenceWords
{
    extension(TimeWords words)
    {
        /// <summary>"Tuesday 1 December 2026 10:00–11:00"; where it ends on another day, that day too.</summary>
        public string Span(Occurrence occurrence, TimeZoneInfo zone) => zone.At(occurrence.Start).Date == zone.At(occurrence.End).Date
            ? $"{words.Full(occurrence.Start, zone)}–{words.Clock(occurrence.End, zone)}"
            : $"{words.Full(occurrence.Start, zone)} – {words.Full(occurrence.End, zone)}";
    }
}
