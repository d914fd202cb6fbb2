using System.Globalization;
using NodaTime;

namespace OnlineMeetings.Calendar.Ics;

/// <summary>What a calendar file says.</summary>
/// <param name="Method">What is asked (RFC 5546 §1.4), in capitals: "REQUEST"; null where it only tells.</param>
public sealed record IcsFile(string? Method, ValueList<Appointment> Appointments)
{
    /// <summary>The method of an answer to an invitation (RFC 5546 §3.2.3).</summary>
    public const string Answer = "REPLY";
}

/// <summary>
/// Reads calendar files (RFC 5545). What is hostile or enormous is refused soon, by limits that are counted before anything else.
/// </summary>
public static class IcsReader
{
    // Each takes some work of its own.
    private const int MaxSplits = 100;

    /// <exception cref="CalendarRefusedException">It is no calendar file, can't be read, or passes a limit.</exception>
    public static async Task<IcsFile> ReadAsync(Stream file, CancellationToken ct) => Read(await IcsLines.ReadAsync(file, ct));

    /// <inheritdoc cref="ReadAsync"/>
    public static IcsFile Read(string file)
    {
        var calendars = IcsComponent.Parse(file);
        var parts = calendars.SelectMany(calendar => calendar.Parts).ToLookup(part => part.Name);
        var zones = new FileZones(parts["VTIMEZONE"]);
        var method = calendars.Select(calendar => calendar.Line("METHOD")).FirstOrDefault(line => line is not null)?.Value.Trim().ToUpperInvariant();
        var events = parts["VEVENT"].Select(part => EventReading.Read(part, zones, isAnswer: method == IcsFile.Answer));
        return new IcsFile(method, [.. events.GroupBy(read => read.Uid).SelectMany(Assemble)]);
    }

    private static IEnumerable<Appointment> Assemble(IEnumerable<ReadEvent> ofOne)
    {
        var byNumber = ofOne.OrderBy(read => read.Details.Sequence).ToList();
        if (byNumber.LastOrDefault(read => read.Of is null) is not { } master)
            return byNumber.Select(read => new Appointment(read.Uid, read.When, read.Details) { OccurrenceOf = read.Of!.SeenFrom(read.When) });
        var changes = byNumber.Where(read => read.Of is not null).ToLookup(read => read.IsOfAllFollowing);
        if (changes[true].Count() > MaxSplits)
            throw new CalendarRefusedException(CalendarRefusal.BrokenEntry, master.Details.Subject);
        var whole = new Appointment(master.Uid, master.When, master.Details)
        {
            Rule = master.Rule,
            Excluded = Seen(master.Excluded, master.When),
            Added = Seen(master.Added, master.When),
            Changed =
            [
                .. changes[false].Select(read => new ChangedOccurrence(read.Of!.SeenFrom(master.When), read.When, read.Details))
                    .GroupBy(change => change.Of).Select(same => same.Last()),
            ],
        };
        return Split(WithFirst(whole), changes[true].Select(read => (read.Of!.SeenFrom(master.When), read)).OrderBy(change => change.Item1));
    }

    // Ical.Net takes no notice of RANGE=THISANDFUTURE (RFC 5545 §3.2.13): here each makes a series of its own, named by its start.
    private static List<Appointment> Split(Appointment whole, IEnumerable<(LocalDateTime Of, ReadEvent Read)> following)
    {
        var series = new List<Appointment> { whole };
        foreach (var (of, read) in following)
        {
            var last = series[^1];
            var begun = (last.Beginning(of) with { Uid = $"{whole.Uid}-{IcsTime.Of(of)}", Details = read.Details }).MovedTo(read.When);
            if (last.Ended(of) is { } ended)
            {
                series[^1] = ended;
                series.Add(begun);
            }
            else
            {
                series[^1] = begun with { Uid = last.Uid };
            }
        }
        return series;
    }

    // The start is the first occurrence, also where the rule would not name it (RFC 5545 §3.8.5.3): Google and Apple show it,
    // Ical.Net leaves it out. It is kept beside the rule, which then counts one less.
    private static Appointment WithFirst(Appointment appointment)
    {
        if (appointment.Rule is null || appointment.Added.Contains(appointment.When.Start) || Rule.Parse(appointment.Rule) is not { } rule)
            return appointment;
        if (RecurrenceSet.NamesStart(rule, appointment.When.Start, appointment.When.IsWholeDay))
            return appointment;
        var added = appointment with { Added = [appointment.When.Start, .. appointment.Added] };
        return rule.Parsed.Count switch
        {
            null => added,
            1 => added with { Rule = null },
            { } count => added with { Rule = RuleText.With(appointment.Rule, "COUNT", (count - 1).ToString(CultureInfo.InvariantCulture)) },
        };
    }

    private static ValueList<LocalDateTime> Seen(List<Moment> moments, Span from) =>
        [.. moments.Select(moment => moment.SeenFrom(from)).Distinct().Order()];
}
