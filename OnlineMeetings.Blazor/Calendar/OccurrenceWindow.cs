using System.Globalization;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Calendar;

/// <summary>
/// An occurrence with the part of the meeting's time whose chat, files and attendance are its own. It is worked out from the
/// timetable that the meeting has now and kept nowhere: when that changes, what was written goes over to the windows of the new
/// one. Together the windows are all of the meeting's time, so that nothing is ever without one.
/// </summary>
public sealed record OccurrenceWindow(Occurrence Occurrence, Period Period)
{
    private const string NameFormat = "yyyyMMdd'T'HHmm'Z'";

    /// <summary>How long before its start a window begins, and the one before ends.</summary>
    public static readonly TimeSpan Lead = TimeSpan.FromMinutes(30);

    /// <summary>The name in addresses, which tells it from all others: its start in UTC, as "20261201T0900Z".</summary>
    public string Name => Occurrence.Start.ToString(NameFormat, CultureInfo.InvariantCulture);

    /// <summary>The windows that have begun by a time, newest first; the first one, which has no beginning, always has.</summary>
    /// <param name="utc">For the page after a window: a moment before that window began.</param>
    /// <returns>None without a timetable, or of a meeting that never takes place.</returns>
    public static IReadOnlyList<OccurrenceWindow> BegunBy(ITimetable? timetable, DateTime utc, int most) => Starting(timetable, utc + Lead, most);

    /// <summary>The window of this name; null where there is none.</summary>
    public static OccurrenceWindow? Named(ITimetable? timetable, string name)
    {
        if (!DateTime.TryParseExact(name, NameFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var minute))
            return null;
        // Looked for by itself first: what is near to a name of thousands of years from now is not worth the work.
        return timetable?.StartingIn(minute) is { } occurrence ? Starting(timetable, occurrence.Start, most: 1)[0] : null;
    }

    /// <summary>How a file of what was asked for is called: "transcript-20261201T0900Z.md".</summary>
    /// <param name="occurrence">A name that was found.</param>
    public static string FileName(string file, string? occurrence) =>
        occurrence is null ? file : $"{Path.GetFileNameWithoutExtension(file)}-{occurrence}{Path.GetExtension(file)}";

    private static List<OccurrenceWindow> Starting(ITimetable? timetable, DateTime by, int most)
    {
        if (timetable?.First is not { } first)
            return [];
        var starting = timetable.LatestBy(by, most) is { Count: > 0 } found ? found : [first];
        var windows = new List<OccurrenceWindow>(starting.Count);
        var end = timetable.NextAfter(starting[0])?.Start - Lead;
        foreach (var occurrence in starting)
        {
            DateTime? begin = occurrence == first ? null : occurrence.Start - Lead;
            windows.Add(new OccurrenceWindow(occurrence, new Period(begin, end)));
            end = begin;
        }
        return windows;
    }
}
