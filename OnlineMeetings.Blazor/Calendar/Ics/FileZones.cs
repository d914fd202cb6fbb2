using NodaTime.TimeZones;

namespace OnlineMeetings.Calendar.Ics;

/// <summary>What the zone names of one calendar file stand for.</summary>
/// <param name="described">The file's VTIMEZONE parts.</param>
internal sealed class FileZones(IEnumerable<IcsComponent> described)
{
    // Each takes some work of its own; nobody's calendar has as many.
    private const int MaxBrought = 50;

    private readonly ILookup<string, IcsComponent> _described = described.ToLookup(zone => zone.Line("TZID")?.Value.Trim() ?? "");
    private readonly Dictionary<string, Zone> _known = [];

    /// <summary>
    /// A name that everybody knows, one of Windows as Outlook writes it, one that ends with a known name as Mozilla's and Evolution's do,
    /// else what the file describes.
    /// </summary>
    /// <exception cref="CalendarRefusedException">None of these, or described in a way that can't be read.</exception>
    public Zone Named(string name)
    {
        if (!_known.TryGetValue(name, out var zone))
            _known[name] = zone = Find(name);
        return zone;
    }

    private Zone Find(string name)
    {
        if (TimeZones.Exist(name))
            return new Zone(name);
        if (TzdbDateTimeZoneSource.Default.WindowsToTzdbIds.TryGetValue(name, out var windows))
            return new Zone(windows);
        var description = _described[name].FirstOrDefault();
        if (description?.Line("X-LIC-LOCATION")?.Value.Trim() is { } place && TimeZones.Exist(place))
            return new Zone(place);
        if (Endings(name).FirstOrDefault(TimeZones.Exist) is { } ending)
            return new Zone(ending);
        if (_known.Values.Count(zone => zone.Definition is not null) == MaxBrought)
            throw new CalendarRefusedException(CalendarRefusal.BrokenZone, name);
        if (description is null)
            throw new CalendarRefusedException(CalendarRefusal.UnknownZone, name);
        var brought = new Zone(name, string.Join('\n', description.AllLines()));
        // Asked here, so that a broken one is refused with its file.
        _ = brought.Rules;
        return brought;
    }

    // "/mozilla.org/20050126_1/Europe/Berlin" ends with two names that are one of a zone, or with three.
    private static IEnumerable<string> Endings(string name)
    {
        var parts = name.Split('/');
        return Enumerable.Range(1, Math.Max(0, parts.Length - 2)).Select(skip => string.Join('/', parts.Skip(skip)));
    }
}
