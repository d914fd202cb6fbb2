using System.Globalization;
using OnlineMeetings.Calendar;
using OnlineMeetings.Shell;

namespace OnlineMeetings.Meetings.Occurrences;

/// <summary>Says when an occurrence is or was, in the viewer's language and zone.</summary>
internal static class OccurrenceWords
{
    extension(TimeWords words)
    {
        /// <summary>"Tuesday 1 December 10:00–11:00"; where it ends on another day, that day too.</summary>
        public string Span(Occurrence occurrence, DateTime now, TimeZoneInfo zone)
        {
            var (start, end) = occurrence;
            var (first, last) = (zone.At(start), zone.At(end));
            var begins = $"{first.ToString("dddd", CultureInfo.CurrentCulture)} {words.Moment(start, now, zone)}";
            return first.Date == last.Date ? $"{begins}–{words.Clock(end, zone)}" : $"{begins} – {words.Moment(end, now, zone)}";
        }
    }
}
