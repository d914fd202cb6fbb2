using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.Serialization;
using NodaTime;
using NodaTime.TimeZones;

namespace OnlineMeetings.Calendar.Ics;

/// <summary>
/// A time zone as a calendar file describes it (VTIMEZONE, RFC 5545 §3.6.5). Ical.Net reads that, but works out no time with it:
/// it takes a TZID that it doesn't know by name for a fault.
/// </summary>
internal sealed class DefinedZone : DateTimeZone
{
    // Outlook's zones begin in 1601.
    private static readonly Instant _first = Instant.FromUtc(1900, 1, 1, 0, 0);
    private static readonly Instant _last = Instant.FromUtc(2200, 1, 1, 0, 0);

    // Two a year, and some more.
    private const int MaxChanges = 2_000;

    private readonly ZoneInterval[] _intervals;

    private DefinedZone(string id, ZoneInterval[] intervals)
        : base(id, intervals.Length == 1, intervals.Min(i => i.WallOffset), intervals.Max(i => i.WallOffset)) => _intervals = intervals;

    /// <exception cref="CalendarRefusedException">It describes no zone.</exception>
    public static DefinedZone Parse(string id, string definition)
    {
        try
        {
            var read = SimpleDeserializer.Default.Deserialize(new StringReader(definition)).OfType<VTimeZone>().Single();
            var changes = read.TimeZoneInfos.SelectMany(ChangesOf).Take(MaxChanges + 1).ToList();
            if (changes.Count is 0 or > MaxChanges)
                throw new CalendarRefusedException(CalendarRefusal.BrokenZone, id);
            return new DefinedZone(id, [.. Intervals([.. changes.OrderBy(change => change.At)])]);
        }
        catch (Exception e) when (e is not CalendarRefusedException)
        {
            throw new CalendarRefusedException(CalendarRefusal.BrokenZone, id, e);
        }
    }

    public override ZoneInterval GetZoneInterval(Instant instant)
    {
        var (low, high) = (0, _intervals.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_intervals[middle].Start <= instant)
                low = middle;
            else
                high = middle - 1;
        }
        return _intervals[low];
    }

    // From one moment on another offset counts.
    private sealed record Change(Instant At, Offset From, Offset To, string Name, bool IsDaylight);

    private static IEnumerable<Change> ChangesOf(VTimeZoneInfo observance)
    {
        var (from, to) = (OffsetOf(observance.OffsetFrom), OffsetOf(observance.OffsetTo));
        var before = ForOffset(from);
        var start = LocalDateTime.FromDateTime(observance.Start!.Value);
        var at = new List<Instant> { RecurrenceSet.At(start, before) };
        if (observance.RecurrenceRule is { } text)
        {
            var rule = RecurrenceSet.Parse(text.ToString() ?? "") ?? throw new FormatException("A zone's rule is one of days.");
            var named = RecurrenceSet.Starts(rule, start, before, _first).Select(s => s.At);
            at.AddRange(named.TakeWhile(moment => moment < _last).Take(MaxChanges + 1));
        }
        at.AddRange(observance.RecurrenceDates.GetAllDates().Select(date => date.IsUtc
            ? Instant.FromDateTimeUtc(date.AsUtc)
            : RecurrenceSet.At(LocalDateTime.FromDateTime(date.Value), before)));
        return at.Distinct().Select(moment => new Change(moment, from, to, observance.TimeZoneName ?? "", observance.Name == "DAYLIGHT"));
    }

    private static IEnumerable<ZoneInterval> Intervals(List<Change> changes)
    {
        yield return Of(null, changes[0].At, changes[0].From, "", isDaylight: false);
        for (var i = 0; i < changes.Count; i++)
        {
            Instant? next = i + 1 < changes.Count ? changes[i + 1].At : null;
            // Two observances may begin at once; then the later of the file counts.
            if (next != changes[i].At)
                yield return Of(changes[i].At, next, changes[i].To, changes[i].Name, changes[i].IsDaylight);
        }
    }

    private static ZoneInterval Of(Instant? start, Instant? end, Offset offset, string name, bool isDaylight) =>
        new(name, start, end, offset, isDaylight ? Offset.FromHours(1) : Offset.Zero);

    private static Offset OffsetOf(Ical.Net.DataTypes.UtcOffset? offset) => Offset.FromTimeSpan(offset!.Offset);
}
