using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using OnlineMeetings.Calendar;

namespace OnlineMeetings.Tests.Calendar.Independent;

/// <summary>Thousands of rules, made by chance but the same each time, come out as python3-dateutil has them.</summary>
public sealed class DateutilTests
{
    private const int Rules = 3_000;

    // Rules of whole weeks, that may lie in two years. Ours are those of ISO 8601, where a week is of one year only, and so is what
    // counts as the n-th week, as the place in the set, and as every other year; dateutil cuts a week at New Year's Eve.
    private static readonly HashSet<string> _weeksOfTwoYears =
    [
        "FREQ=YEARLY;BYMINUTE=4,33,37;BYSETPOS=-2;WKST=TU;BYWEEKNO=21,51,52;BYDAY=TU,MO,WE",
        "FREQ=YEARLY;BYWEEKNO=-52,-47,-29",
        "FREQ=YEARLY;INTERVAL=5;BYHOUR=4,10,23;WKST=TH;BYWEEKNO=23,42,53;BYDAY=SU,TU,TH",
        "FREQ=YEARLY;BYWEEKNO=-53,-47,-26",
    ];

    [Fact]
    public async Task Rules_come_out_as_dateutil_has_them()
    {
        var asked = Asked();
        var answers = await Python.AnswerAsync("dateutil_starts.py", "dateutil", string.Join('\n', asked.Select(a => JsonSerializer.Serialize(new { start = IcsTime.Of(a.Start), rule = Meant(a.Start, a.Rule) }))));

        var theirs = answers.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<string[]>(line)!).ToList();
        Assert.Equal(Rules, theirs.Count);
        var different = asked.Zip(theirs, (a, theirs) => (a.Start, a.Rule, Ours: Compared(a.Start, a.Rule, Ours(a.Start, a.Rule)), Theirs: Compared(a.Start, a.Rule, theirs)))
            .Where(both => !both.Ours.Zip(both.Theirs).All(pair => pair.First == pair.Second) || both.Ours.Count == 0 != (both.Theirs.Count == 0))
            .Where(both => !_weeksOfTwoYears.Contains(both.Rule))
            .Select(both => $"{IcsTime.Of(both.Start)} {both.Rule}\n  ours   {string.Join(' ', both.Ours)}\n  theirs {string.Join(' ', both.Theirs)}");

        Assert.Equal([], different);
    }

    // Of the week in which a weekly rule starts, dateutil takes what is left for the whole set of which BYSETPOS names a place.
    private static List<string> Compared(LocalDateTime start, string rule, IEnumerable<string> starts) =>
        rule.StartsWith("FREQ=WEEKLY", StringComparison.Ordinal) && RuleText.Value(rule, "BYSETPOS") is not null
            ? [.. starts.SkipWhile(found => string.CompareOrdinal(found, IcsTime.Of(start.PlusDays(7))) < 0)]
            : [.. starts];

    // dateutil takes the whole week where BYWEEKNO stands alone. What a rule doesn't say is the start's (RFC 5545 §3.3.10), so here the day.
    private static string Meant(LocalDateTime start, string rule) =>
        RuleText.Value(rule, "BYWEEKNO") is not null && RuleText.Value(rule, "BYDAY") is null ? $"{rule};BYDAY={DayNames.Of(start.DayOfWeek)}" : rule;

    private static List<(LocalDateTime Start, string Rule)> Asked()
    {
        var any =
            from rule in AnyRule.Endless
            from day in Gen.Choose(0, 8_000)
            from hour in Gen.Choose(0, 23)
            select (new LocalDateTime(2005, 1, 1, hour, 30).PlusDays(day), rule);
        return [.. any.Sample(Rules, new Rnd(2026), 50)];
    }

    private static string[] Ours(LocalDateTime start, string rule)
    {
        var last = start.PlusDays(20 * 365);
        return
        [
            .. RecurrenceSet.Starts(Rule.Parse(rule)!, start, DateTimeZone.Utc, Instant.MinValue)
                .Select(found => found.Local).TakeWhile(local => local <= last).Take(15).Select(IcsTime.Of),
        ];
    }
}
