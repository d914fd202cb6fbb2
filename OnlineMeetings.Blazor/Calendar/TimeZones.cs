using NodaTime.TimeZones;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Calendar;

/// <summary>A zone to choose.</summary>
/// <param name="Id">Its IANA name.</param>
/// <param name="City">The name's last part, as people write it.</param>
/// <param name="Sought">What a search looks through; see <see cref="Folding"/>.</param>
public sealed record ZoneChoice(string Id, string City, string Sought);

/// <summary>The zones that people live in.</summary>
public static class TimeZones
{
    private static readonly ZoneChoice[] _all =
    [
        .. (TzdbDateTimeZoneSource.Default.ZoneLocations ?? [])
            .Select(place => Of(place.ZoneId, place.CountryName)).OrderBy(zone => zone.City, StringComparer.Ordinal),
        Of("UTC", ""),
    ];

    /// <summary>Whether this is the IANA name of a zone.</summary>
    public static bool Exist(string id) => RecurrenceSet.ZoneOf(id) is not null;

    /// <summary>The city of a zone, also of one that has another name by now.</summary>
    public static string City(string id) => id.Split('/')[^1].Replace('_', ' ');

    /// <summary>The zones whose name, city or country hold every one of the words; all of them for none.</summary>
    public static IEnumerable<ZoneChoice> Search(string? words)
    {
        var sought = Folding.Fold(words ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return _all.Where(zone => sought.All(word => zone.Sought.Contains(word, StringComparison.Ordinal)));
    }

    /// <summary>What the clocks there show; UTC where no such zone is.</summary>
    public static DateTime Local(string id, DateTime utc) => RecurrenceSet.ZoneOf(id) is { } zone ? RecurrenceSet.Local(utc, zone) : utc;

    private static ZoneChoice Of(string id, string country) => new(id, City(id), Folding.Fold($"{id.Replace('_', ' ')} {country}"));
}
