using System.Globalization;
using NodaTime;

namespace OnlineMeetings.Calendar;

/// <summary>
/// What the organizer does to an appointment: each gives the appointment as it is then, and leaves the one before as it was. A
/// change of times raises the number (RFC 5546 §2.1.4), any change sets the stamp.
/// </summary>
public static class Series
{
    /// <summary>The appointment with other words; a time, a rule or a status that differs raises the number.</summary>
    /// <param name="changed">As it is to be; its number and stamp don't count.</param>
    public static Appointment Revise(this Appointment before, Appointment changed, Instant now) => changed with
    {
        Details = changed.Details with
        {
            Sequence = SaysOtherTimes(before, changed) ? before.Details.NextSequence : before.Details.Sequence,
            Stamp = Seconds(now),
        },
    };

    /// <summary>The whole series at another time: what was excluded, added and changed of it moves along.</summary>
    public static Appointment Move(this Appointment before, Span when, Instant now) => before.Revise(before.MovedTo(when), now);

    /// <summary>One occurrence says something of its own.</summary>
    /// <param name="of">Which; see <see cref="Instance.Of"/>.</param>
    public static Appointment Change(this Appointment before, LocalDateTime of, Span when, Details details, Instant now)
    {
        var (was, said) = before.Changed.FirstOrDefault(change => change.Of == of) is { } changed
            ? (changed.When, changed.Details)
            : (before.When.StartingAt(of, DateTimeZone.Utc), before.Details);
        var change = new ChangedOccurrence(of, when, details with
        {
            Sequence = when != was || details.Status != said.Status ? said.NextSequence : said.Sequence,
            Stamp = Seconds(now),
        });
        return before with { Changed = [.. before.Changed.Where(c => c.Of != of), change] };
    }

    /// <summary>One occurrence is taken out.</summary>
    public static Appointment Exclude(this Appointment before, LocalDateTime of, Instant now) => before.Revise(
        before with
        {
            Excluded = [.. before.Excluded.Where(start => start != of), of],
            Added = [.. before.Added.Where(start => start != of)],
            Changed = [.. before.Changed.Where(change => change.Of != of)],
        },
        now);

    /// <summary>The series ends before this occurrence; null where nothing is before it.</summary>
    public static Appointment? EndBefore(this Appointment before, LocalDateTime of, Instant now) =>
        before.Ended(of) is { } ended ? before.Revise(ended, now) : null;

    /// <summary>
    /// Two series: one that ends before this occurrence, and one of its own that begins with it. Other programs do the same
    /// where people change "this and all following": few read RANGE=THISANDFUTURE (RFC 5545 §3.2.13).
    /// </summary>
    /// <param name="uid">Of the second.</param>
    /// <returns>The first is null where nothing is before the occurrence.</returns>
    public static (Appointment? Before, Appointment From) Split(this Appointment whole, LocalDateTime of, string uid, Instant now) =>
        (whole.EndBefore(of, now), whole.Beginning(of) with { Uid = uid, Details = whole.Details with { Sequence = 0, Stamp = Seconds(now) } });

    internal static Appointment? Ended(this Appointment whole, LocalDateTime of) =>
        of <= whole.When.Start
            ? null
            : whole with
            {
                // A rule that has ended by then keeps its own end.
                Rule = whole.Rule is { } rule && NextNamed(whole, of) is not null
                    ? RuleText.With(rule, "UNTIL", LastBefore(whole, of), "COUNT")
                    : whole.Rule,
                Excluded = [.. whole.Excluded.Where(start => start < of)],
                Added = [.. whole.Added.Where(start => start < of)],
                Changed = [.. whole.Changed.Where(change => change.Of < of)],
            };

    // The rule goes on in its own step, from the next start that it names, where this occurrence is one beside it.
    internal static Appointment Beginning(this Appointment whole, LocalDateTime of)
    {
        var start = whole.Rule is null ? of : NextNamed(whole, of);
        return whole with
        {
            When = whole.When.StartingAt(start ?? of, DateTimeZone.Utc),
            Rule = whole.Rule is { } rule && start is not null ? WithoutCounted(whole, rule, of) : null,
            Excluded = [.. whole.Excluded.Where(excluded => excluded >= of)],
            Added = [.. whole.Added.Where(added => added >= of)],
            Changed = [.. whole.Changed.Where(change => change.Of >= of)],
        };
    }

    internal static Appointment MovedTo(this Appointment whole, Span when)
    {
        LocalDateTime Along(LocalDateTime start) => start + Period.Between(whole.When.Start, when.Start, PeriodUnits.Days | PeriodUnits.Ticks);
        return whole with
        {
            When = when,
            Rule = whole.Rule is { } rule ? DaysMoved(rule, Period.DaysBetween(whole.When.Start.Date, when.Start.Date), when.Start) : null,
            Excluded = [.. whole.Excluded.Select(Along)],
            Added = [.. whole.Added.Select(Along)],
            Changed = [.. whole.Changed.Select(change => change with
            {
                Of = Along(change.Of),
                When = change.When == whole.When.StartingAt(change.Of, DateTimeZone.Utc)
                    ? when.StartingAt(Along(change.Of), DateTimeZone.Utc)
                    : change.When,
            })],
        };
    }

    // RFC 5546 §2.1.4 names these; of the rest the stamp is enough.
    private static bool SaysOtherTimes(Appointment before, Appointment after) =>
        !(before.When, before.Rule, before.Excluded, before.Added, before.Details.Status)
            .Equals((after.When, after.Rule, after.Excluded, after.Added, after.Details.Status));

    // UNTIL is of the kind of the start: a day, UTC where the start has a zone, else local (RFC 5545 §3.3.10).
    private static string LastBefore(Appointment whole, LocalDateTime of) => whole.When switch
    {
        { IsWholeDay: true } => IcsTime.Of(of.Date.PlusDays(-1)),
        { Zone: { } zone } => IcsTime.Of(RecurrenceSet.At(of, zone.Rules) - Duration.FromSeconds(1)),
        _ => IcsTime.Of(of.PlusSeconds(-1)),
    };

    private static LocalDateTime? NextNamed(Appointment whole, LocalDateTime of) =>
        Named(whole, RecurrenceSet.At(of, whole.When.RulesFor(DateTimeZone.Utc))).Select(start => (LocalDateTime?)start.Local).FirstOrDefault();

    private static IEnumerable<(LocalDateTime Local, Instant At)> Named(Appointment whole, Instant from) => Rule.Parse(whole.Rule!) is { } rule
        ? RecurrenceSet.Starts(rule, whole.When.Start, whole.When.RulesFor(DateTimeZone.Utc), from, whole.When.IsWholeDay)
        : throw new CalendarRefusedException(CalendarRefusal.BrokenRule, whole.Rule);

    private static string WithoutCounted(Appointment whole, string text, LocalDateTime of)
    {
        if (Rule.Parse(text) is not { Parsed.Count: { } count })
            return text;
        var until = RecurrenceSet.At(of, whole.When.RulesFor(DateTimeZone.Utc));
        var counted = Named(whole, Instant.MinValue).TakeWhile(start => start.At < until).Count();
        return RuleText.With(text, "COUNT", Math.Max(1, count - counted).ToString(CultureInfo.InvariantCulture));
    }

    // The days that a rule names move along with its start: each day of the week; of a month or year the start then says it.
    private static string DaysMoved(string rule, int days, LocalDateTime start) => days == 0 ? rule : RuleText.Value(rule, "FREQ") switch
    {
        "WEEKLY" when RuleText.Value(rule, "BYDAY") is { } names =>
            RuleText.With(rule, "BYDAY", string.Join(',', names.Split(',').Select(name => DayNames.Later(name, days)))),
        "MONTHLY" when RuleText.Value(rule, "BYDAY") is { Length: > 2 } place && IsOne(place) =>
            RuleText.With(rule, "BYDAY", DayNames.PlaceOf(start.Date, fromEnd: place[0] == '-')),
        "MONTHLY" or "YEARLY" when RuleText.Value(rule, "BYMONTHDAY") is { } day && IsOne(day) && RuleText.Value(rule, "BYDAY") is null =>
            RuleText.Without(rule, "BYMONTHDAY", "BYMONTH"),
        _ => rule,
    };

    private static bool IsOne(string values) => !values.Contains(',', StringComparison.Ordinal);

    private static Instant Seconds(Instant now) => Instant.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
}
