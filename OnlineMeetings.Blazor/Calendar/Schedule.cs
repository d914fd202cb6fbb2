namespace OnlineMeetings.Calendar;

/// <summary>When a meeting takes place, as people say it: in the local time of a zone, once or again and again.</summary>
/// <param name="Start">Local time in <paramref name="Zone"/>: of the first occurrence, or the day from which the rule looks for it.</param>
/// <param name="End">Local time in <paramref name="Zone"/>; after <paramref name="Start"/>.</param>
/// <param name="Zone">The IANA name of the zone: "Europe/Berlin".</param>
/// <param name="Rule">An RRULE (RFC 5545 §3.3.10) without its name: "FREQ=WEEKLY;BYDAY=TU"; null for once.</param>
[GenerateSerializer, Immutable]
public sealed record Schedule(DateTime Start, DateTime End, string Zone, string? Rule) : ITimetable
{
    public const int MaxZoneLength = 64;
    public const int MaxRuleLength = 500;

    /// <summary>The most occurrences that are counted of a repetition that ends, and given out at a time.</summary>
    public const int MaxOccurrences = 10_000;

    // Enough to see each distance that a rule of days, weeks, months or years has.
    private const int Compared = 100;

    // No zone is further away from UTC.
    private static readonly TimeSpan _farthestZone = TimeSpan.FromDays(1);

    public bool Repeats => Rule is not null;

    /// <summary>The occurrence that runs at this UTC time, else the next one; null after the last.</summary>
    public Occurrence? RunningOrNext(DateTime utc) => From(utc).Select(o => (Occurrence?)o).FirstOrDefault();

    /// <summary>The UTC end of the last occurrence; null where the repetition is endless, or nothing ever takes place.</summary>
    public DateTime? LastEnd => IsEndless ? null : Latest().Max(o => (DateTime?)o.End);

    /// <summary>Whether it goes on for ever.</summary>
    public bool IsEndless => Rule is not null && RecurrenceSet.IsEndless(Rule);

    /// <summary>Whether it takes place at all: a rule may name days that no calendar has.</summary>
    public bool EverHappens => All().Any();

    /// <summary>Whether an occurrence begins before the one before it is over, by what the clocks there show.</summary>
    public bool RunsIntoItself
    {
        get
        {
            var starts = All().Take(Compared).Select(o => TimeZones.Local(Zone, o.Start)).ToList();
            return starts.Zip(starts.Skip(1)).Any(pair => pair.Second - pair.First < End - Start);
        }
    }

    /// <summary>What runs in a span of UTC time, in order, and at most <see cref="MaxOccurrences"/>.</summary>
    public IEnumerable<Occurrence> Between(DateTime from, DateTime to) => From(from).TakeWhile(o => o.Start < to).Take(MaxOccurrences);

    public Occurrence? First => All().Select(o => (Occurrence?)o).FirstOrDefault();

    public Occurrence? NextAfter(Occurrence other) =>
        RecurrenceSet.From(this, other.Start).Where(o => o.Start > other.Start).Select(o => (Occurrence?)o).FirstOrDefault();

    public IReadOnlyList<Occurrence> LatestBy(DateTime utc, int most)
    {
        // A rule can be worked out forwards only: it is looked at from further and further back, and no more of it than that.
        for (var back = TimeSpan.FromDays(most); ; back *= 4)
        {
            var from = utc - DateTime.MinValue > back ? utc - back : DateTime.MinValue;
            var found = RecurrenceSet.From(this, from).TakeWhile(o => o.Start <= utc).ToList();
            if (found.Count >= most || from == DateTime.MinValue || Start - from > _farthestZone)
                return [.. found.TakeLast(most).Reverse()];
        }
    }

    public Occurrence? StartingIn(DateTime minute) =>
        RecurrenceSet.From(this, minute).Where(o => o.Start >= minute).Take(1).Where(o => o.IsOfMinute(minute)).Select(o => (Occurrence?)o).FirstOrDefault();

    private IEnumerable<Occurrence> From(DateTime utc) => RecurrenceSet.From(this, utc).Where(o => o.End > utc);

    // Of a repetition until a day only its last years are looked through, where they hold anything.
    private IEnumerable<Occurrence> Latest()
    {
        if (Rule is null || RecurrenceSet.Until(Rule) is not { } until)
            return All();
        var latest = From(until.Year > 10 ? until.AddYears(-10) : until).Take(MaxOccurrences).ToList();
        return latest.Count > 0 ? latest : All();
    }

    private IEnumerable<Occurrence> All() => RecurrenceSet.From(this, DateTime.MinValue).Take(MaxOccurrences);
}
