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
        "FREQ=YEARLY;INTERVAL=5;WKST=SA;BYWEEKNO=-50,-44,-1",
        "FREQ=YEARLY;INTERVAL=3;WKST=TU;BYWEEKNO=1,21,27;BYDAY=SA,MO,TH",
        "FREQ=YEARLY;BYSETPOS=1;WKST=TH;BYWEEKNO=1,6,21",
    ];

    [Fact]
    public async Task Rules_come_out_as_dateutil_has_them()
    {
        var asked = Asked();
        var answers = await Python.AnswerAsync("dateutil_starts.py", "dateutil", string.Join('\n', asked.Select(JsonOf)));

        var theirs = answers.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<string[]>(line)!).ToList();
        Assert.Equal(Rules, theirs.Count);
        var different = asked.Zip(theirs, (question, answer) => (question, Ours: Compared(question, Ours(question)), Theirs: Compared(question, answer)))
            .Where(pair => pair.Ours.Count == 0 != (pair.Theirs.Count == 0) || pair.Ours.Zip(pair.Theirs).Any(both => both.First != both.Second))
            .Where(pair => !_weeksOfTwoYears.Contains(pair.question.Rule))
            .Select(pair => $"{pair.question}\n  ours   {string.Join(' ', pair.Ours)}\n  theirs {string.Join(' ', pair.Theirs)}");

        Assert.Equal([], different);
    }

    private sealed record Question(LocalDateTime Start, string Zone, string Rule);

    private static string JsonOf(Question question) => JsonSerializer.Serialize(
        new { start = IcsTime.Of(question.Start), zone = question.Zone, rule = Meant(question.Start, question.Rule) });

    // Of the week in which a weekly rule starts, dateutil takes what is left for the whole set of which BYSETPOS names a place.
    private static List<string> Compared(Question question, IEnumerable<string> starts) =>
        question.Rule.StartsWith("FREQ=WEEKLY", StringComparison.Ordinal) && RuleText.Value(question.Rule, "BYSETPOS") is not null
            ? [.. starts.SkipWhile(found => string.CompareOrdinal(found, IcsTime.Of(question.Start.PlusDays(8))) < 0)]
            : [.. starts];

    // dateutil takes the whole week where BYWEEKNO stands alone. What a rule doesn't say is the start's (RFC 5545 §3.3.10), so here the day.
    private static string Meant(LocalDateTime start, string rule) =>
        RuleText.Value(rule, "BYWEEKNO") is not null && RuleText.Value(rule, "BYDAY") is null ? $"{rule};BYDAY={DayNames.Of(start.DayOfWeek)}" : rule;

    private static List<Question> Asked()
    {
        var any =
            from rule in AnyRule.Endless
            from day in Gen.Choose(0, 8_000)
            from hour in Gen.Choose(0, 23)
            from zone in Gen.Elements("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC")
            select new Question(new LocalDateTime(2005, 1, 1, hour, 30).PlusDays(day), zone, rule);
        return [.. any.Sample(Rules, new Rnd(2026), 50)];
    }

    private static IEnumerable<string> Ours(Question question) =>
        RecurrenceSet.Starts(Rule.Parse(question.Rule)!, question.Start, DateTimeZoneProviders.Tzdb[question.Zone], Instant.MinValue)
            .TakeWhile(start => start.Local <= question.Start.PlusDays(20 * 365)).Take(15).Select(start => IcsTime.Of(start.At));
}
