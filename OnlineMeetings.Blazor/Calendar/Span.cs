using NodaTime;

namespace OnlineMeetings.Calendar;

/// <summary>From when to when, as the clocks of a zone show it.</summary>
/// <param name="Start">Local time; midnight where <paramref name="IsWholeDay"/>.</param>
/// <param name="End">
/// Local time after <paramref name="Start"/>, or the same; midnight after the last day where <paramref name="IsWholeDay"/>.
/// </param>
/// <param name="Zone">Null where the time is whatever the viewer's clock shows (RFC 5545 §3.3.5 form 1), so always for whole days.</param>
/// <param name="IsWholeDay">RFC 5545 §3.3.4: dates without times.</param>
/// <param name="IsNominal">
/// The length counts in days of the clock and not in hours, as a DURATION of days does (RFC 5545 §3.3.6): each occurrence ends
/// at the same time of the day.
/// </param>
public sealed record Span(LocalDateTime Start, LocalDateTime End, Zone? Zone, bool IsWholeDay = false, bool IsNominal = false)
{
    /// <summary>What these whole days are; <paramref name="last"/> is one of them.</summary>
    public static Span Days(LocalDate first, LocalDate last) =>
        new(first.AtMidnight(), last.PlusDays(1).AtMidnight(), Zone: null, IsWholeDay: true);

    /// <summary>The zone that counts for somebody who looks from another one.</summary>
    public DateTimeZone RulesFor(DateTimeZone viewer) => Zone?.Rules ?? viewer;

    /// <summary>The span of the same length that starts at another local time.</summary>
    /// <param name="viewer">Counts where the span has no zone.</param>
    public Span StartingAt(LocalDateTime start, DateTimeZone viewer) => this with { Start = start, End = EndOf(start, RulesFor(viewer)) };

    /// <summary>The moments at which what starts at this local time starts and ends.</summary>
    internal Interval IntervalAt(LocalDateTime start, DateTimeZone zone)
    {
        var begin = RecurrenceSet.At(start, zone);
        return new Interval(begin, CountsInDays ? Instant.Max(begin, RecurrenceSet.At(start + Clock, zone)) : begin + LengthIn(zone));
    }

    /// <summary>What the clocks of another span show at this local time.</summary>
    internal LocalDateTime SeenBy(LocalDateTime local, Span other) =>
        Zone is null || other.Zone is null || Zone.Equals(other.Zone) ? local : RecurrenceSet.At(local, Zone.Rules).InZone(other.Zone.Rules).LocalDateTime;

    /// <summary>The same span at another start, for many of them.</summary>
    /// <param name="at">The moment of <paramref name="start"/>.</param>
    /// <param name="exact">The length of <see cref="IntervalAt"/>, which is the same for each that does not count in days.</param>
    internal (Span When, Interval Time) Again(LocalDateTime start, Instant at, Duration exact, DateTimeZone zone) => CountsInDays
        ? (this with { Start = start, End = start + Clock }, IntervalAt(start, zone))
        : (this with { Start = start, End = (at + exact).InZone(zone).LocalDateTime }, new Interval(at, at + exact));

    internal Interval IntervalIn(DateTimeZone viewer) => IntervalAt(Start, RulesFor(viewer));

    /// <summary>A moment as UNTIL says it of what starts like this: as a day, in UTC where it has a zone, else local (RFC 5545 §3.3.10).</summary>
    internal string LastMoment(DateTime local) => (LocalDateTime.FromDateTime(local), this) switch
    {
        (var last, { IsWholeDay: true }) => IcsTime.Of(last.Date),
        (var last, { Zone: { } zone }) => IcsTime.Of(RecurrenceSet.At(last, zone.Rules)),
        (var last, _) => IcsTime.Of(last),
    };

    internal bool CountsInDays => IsWholeDay || IsNominal;

    // What the clock face says.
    private Period Clock => Period.Between(Start, End, PeriodUnits.Days | PeriodUnits.Ticks);

    private LocalDateTime EndOf(LocalDateTime start, DateTimeZone zone) =>
        CountsInDays ? start + Clock : (RecurrenceSet.At(start, zone) + LengthIn(zone)).InZone(zone).LocalDateTime;

    // The exact time from the first start to its end is that of each occurrence (RFC 5545 §3.8.5.3). Between a start that the
    // clock skips and the end there may be no time at all: then what the clock face says counts.
    private Duration LengthIn(DateTimeZone zone) =>
        RecurrenceSet.At(End, zone) - RecurrenceSet.At(Start, zone) is var exact && exact > Duration.Zero ? exact : Clock.ToDuration();
}
