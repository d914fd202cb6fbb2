using System.Globalization;

namespace OnlineMeetings.Meetings;

/// <summary>A part of a meeting's time, for example one occurrence; both ends in UTC, open where null.</summary>
/// <param name="From">The first moment that belongs to it.</param>
/// <param name="To">The first moment that does not.</param>
[GenerateSerializer, Immutable]
public sealed record Period(DateTime? From, DateTime? To)
{
    public static readonly Period All = new(null, null);

    public bool Holds(DateTime utc) => (From is not { } from || utc >= from) && (To is not { } to || utc < to);

    /// <summary>For the log: "2026-12-01 08:30 – 2026-12-08 08:30 UTC"; nothing for all of it.</summary>
    public override string ToString() => this == All ? "" : string.Create(CultureInfo.InvariantCulture, $"{From:yyyy-MM-dd HH:mm} – {To:yyyy-MM-dd HH:mm} UTC").Trim();
}
