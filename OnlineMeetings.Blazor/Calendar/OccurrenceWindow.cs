using System.Globalization;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Calendar;

/// <summary>
/// An occurrence with the part of the meeting's time whose chat, files and attendance are its own. It is worked out from the
/// schedule that the meeting has now and kept nowhere: when the schedule changes, what was written goes over to the windows of the
/// new one. Together the windows are all of the meeting's time, so that nothing is ever without one.
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
    /// <returns>None without a schedule, or of one that never takes place.</returns>
    public static IReadOnlyList<OccurrenceWindow> BegunBy(Schedule? schedule, DateTime utc, int most) => Starting(schedule, utc + Lead, most);

    /// <summary>The window of this name; null where the schedule has none.</summary>
    public static OccurrenceWindow? Named(Schedule? schedule, string name)
    {
        if (!DateTime.TryParseExact(name, NameFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var minute))
            return null;
        // Looked for by itself first: what is near to a name of thousands of years from now is not worth the work.
        var found = schedule?.Between(minute, minute.AddTicks(TimeSpan.TicksPerMinute - 1)).Where(o => o.Start >= minute).ToList();
        return found is [var occurrence] ? Starting(schedule, occurrence.Start, most: 1)[0] : null;
    }

    /// <summary>What is asked for: one occurrence, or without a name all of the meeting's time. Null where there is none of this name.</summary>
    public static Period? Asked(Schedule? schedule, string? name) => name is null ? Period.All : Named(schedule, name)?.Period;

    /// <summary>How a file of what was asked for is called: "transcript-20261201T0900Z.md".</summary>
    /// <param name="occurrence">A name that was found.</param>
    public static string FileName(string file, string? occurrence) =>
        occurrence is null ? file : $"{Path.GetFileNameWithoutExtension(file)}-{occurrence}{Path.GetExtension(file)}";

    private static List<OccurrenceWindow> Starting(Schedule? schedule, DateTime by, int most)
    {
        if (schedule?.First is not { } first)
            return [];
        var starting = schedule.LatestBy(by, most) is { Count: > 0 } found ? found : [first];
        var windows = new List<OccurrenceWindow>(starting.Count);
        var end = schedule.NextAfter(starting[0])?.Start - Lead;
        foreach (var occurrence in starting)
        {
            DateTime? begin = occurrence == first ? null : occurrence.Start - Lead;
            windows.Add(new OccurrenceWindow(occurrence, new Period(begin, end)));
            end = begin;
        }
        return windows;
    }
}
