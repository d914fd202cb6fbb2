using NodaTime;
using NodaTime.Text;

namespace OnlineMeetings.Calendar;

/// <summary>Dates and times as calendar files write them (RFC 5545 §3.3.4, §3.3.5).</summary>
internal static class IcsTime
{
    public static readonly LocalDatePattern Date = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");
    public static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
    private static readonly InstantPattern _utc = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    public static string Of(LocalDate date) => Date.Format(date);

    public static string Of(LocalDateTime local) => Local.Format(local);

    public static string Of(Instant moment) => _utc.Format(moment);

    /// <summary>Reads what <see cref="Of(Instant)"/> writes.</summary>
    public static bool TryReadUtc(string text, out Instant moment) => _utc.Parse(text).TryGetValue(default, out moment);
}
