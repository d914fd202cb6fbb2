using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using OnlineMeetings.Calendar;

namespace OnlineMeetings.Tests.Calendar;

/// <summary>Rules of all kinds, made by chance; those that RFC 5545 §3.3.10 leaves without a meaning are not among them.</summary>
internal static class AnyRule
{
    private static readonly string[] _days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    /// <summary>One that ends as the start of this span asks for.</summary>
    public static Gen<string> Any(Span of) =>
        from frequency in Gen.Elements("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
        from parts in Parts(frequency)
        from end in Gen.Choose(0, 2)
        from count in Gen.Choose(1, 30)
        select string.Join(';', parts.Append(end switch
        {
            0 => "",
            1 => $"COUNT={count}",
            _ => $"UNTIL={Until(of, of.Start.PlusDays(count * 30))}",
        }).Where(part => part.Length > 0));

    /// <summary>One without an end.</summary>
    public static Gen<string> Endless => Gen.Elements("HOURLY", "DAILY", "DAILY", "WEEKLY", "WEEKLY", "MONTHLY", "MONTHLY", "MONTHLY", "YEARLY", "YEARLY", "YEARLY")
        .SelectMany(Parts).Select(parts => string.Join(';', parts));

    private static Gen<List<string>> Parts(string frequency) =>
        from interval in Gen.Frequency((3, Gen.Constant(1)), (1, Gen.Choose(2, 5)))
        from weekStart in Gen.Frequency((4, Gen.Constant("")), (1, Gen.Elements(_days).Select(day => $"WKST={day}")))
        from hours in Gen.Frequency((6, Gen.Constant("")), (1, Some("BYHOUR", 0, 23)))
        from minutes in Gen.Frequency((8, Gen.Constant("")), (1, Some("BYMINUTE", 0, 59)))
        from days in Days(frequency)
        from place in days.Count > 0 ? Gen.Frequency((3, Gen.Constant("")), (1, Gen.Elements(1, 2, 3, -1, -2).Select(n => $"BYSETPOS={n}"))) : Gen.Constant("")
        select new[] { $"FREQ={frequency}", interval > 1 ? $"INTERVAL={interval}" : "", hours, minutes, place, weekStart }
            .Concat(days).Where(part => part.Length > 0).ToList();

    private static Gen<List<string>> Days(string frequency) => frequency switch
    {
        "WEEKLY" => Gen.OneOf(None, Named(numbered: false), All(Named(numbered: false), Months)),
        "MONTHLY" => Gen.OneOf(None, Named(numbered: true), MonthDays, All(Named(numbered: false), MonthDays), All(MonthDays, Months), All(Named(numbered: true), Months)),
        "YEARLY" => Gen.OneOf(
            None, Months, Named(numbered: true), MonthDays, All(Months, MonthDays), All(Months, Named(numbered: true)), YearDays,
            All(WeekNumbers, Named(numbered: false)), WeekNumbers, All(Months, MonthDays, Named(numbered: false))),
        _ => Gen.OneOf(None, Named(numbered: false), Months, MonthDays, All(Months, MonthDays), All(Named(numbered: false), MonthDays)),
    };

    private static Gen<List<string>> None => Gen.Constant(new List<string>());

    private static Gen<List<string>> Months => Some("BYMONTH", 1, 12).Select(One);

    private static Gen<List<string>> MonthDays => Gen.OneOf(Some("BYMONTHDAY", 1, 31), Some("BYMONTHDAY", -31, -1)).Select(One);

    private static Gen<List<string>> YearDays => Gen.OneOf(Some("BYYEARDAY", 1, 366), Some("BYYEARDAY", -366, -1)).Select(One);

    private static Gen<List<string>> WeekNumbers => Gen.OneOf(Some("BYWEEKNO", 1, 53), Some("BYWEEKNO", -53, -1)).Select(One);

    private static Gen<List<string>> Named(bool numbered) =>
        from days in Gen.Elements(_days).NonEmptyListOf()
        from number in Gen.Elements("", "1", "2", "3", "4", "-1", "-2")
        select One($"BYDAY={string.Join(',', days.Distinct().Take(3).Select(day => numbered ? number + day : day))}");

    private static Gen<List<string>> All(params Gen<List<string>>[] parts) =>
        parts.Aggregate(None, (all, part) => from before in all from more in part select before.Concat(more).ToList());

    private static Gen<string> Some(string name, int from, int to) => Gen.Choose(from, to).NonEmptyListOf()
        .Select(numbers => $"{name}={string.Join(',', numbers.Distinct().Take(3).Order())}");

    private static List<string> One(string part) => [part];

    private static string Until(Span of, LocalDateTime last) => of switch
    {
        { IsWholeDay: true } => IcsTime.Of(last.Date),
        { Zone: null } => IcsTime.Of(last),
        { Zone: { } zone } => IcsTime.Of(last.InZoneLeniently(zone.Rules).ToInstant()),
    };
}
