using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using OnlineMeetings.Calendar;

namespace OnlineMeetings.Tests.Calendar;

/// <summary>Appointments of all kinds, made by chance.</summary>
internal static class AnyAppointment
{
    private static readonly string[] _bits =
        ["a", "Ü", "漢", "😀", "👨‍👩‍👧", "e\u0301", " ", ",", ";", ":", "\\", "\\n", "\"", "^", "^n", "'", "=", "\n", "\t", "END:VEVENT", "%20", "&", "<b>"];

    public static Gen<Appointment> Any =>
        from when in When
        from uid in Word
        from details in Said
        from rule in Gen.OneOf(Gen.Constant<string?>(null), AnyRule.Any(when).Select(rule => (string?)rule))
        from excluded in Starts(when)
        from added in Starts(when)
        from changed in Gen.ListOf(Change(when), 2)
        select new Appointment(uid, when, details)
        {
            Rule = rule,
            Excluded = [.. excluded],
            // Where the rule does not name the start, the reader adds it.
            Added = rule is null ? [.. added] : [.. added.Append(when.Start).Distinct().Order()],
            Changed = [.. changed.DistinctBy(change => change.Of).OrderBy(change => change.Details.Sequence)],
        };

    public static Gen<string> Text => Gen.Choose(0, 40).SelectMany(length => Gen.Elements(_bits).ArrayOf(length)).Select(string.Concat);

    private static Gen<string> Line => Text.Select(text => text.ReplaceLineEndings(" "));

    private static Gen<string> Word => Gen.Choose(1, 1_000_000).Select(number => $"{number}@example.org");

    private static Gen<Span> When =>
        from kind in Gen.Choose(0, 5)
        from start in Time
        from minutes in Gen.Choose(0, 3_000)
        from zone in Gen.Elements("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Africa/Casablanca", "Australia/Lord_Howe")
        select kind switch
        {
            0 => Span.Days(start.Date, start.Date.PlusDays(minutes / 1_440)),
            1 => new Span(start, start.PlusMinutes(minutes), Zone: null),
            2 => new Span(start, start.PlusMinutes(minutes), Zone.Utc),
            3 => new Span(start, start.PlusDays(1 + (minutes / 1_440)), new Zone(zone), IsNominal: true),
            _ => new Span(start, start.PlusMinutes(minutes), new Zone(zone)),
        };

    private static Gen<LocalDateTime> Time =>
        from day in Gen.Choose(0, 8_000)
        from minute in Gen.Choose(0, 1_439)
        select new LocalDateTime(2015, 1, 1, 0, 0).PlusDays(day).PlusMinutes(minute);

    private static Gen<Details> Said =>
        from sequence in Gen.Choose(0, 5)
        from stamp in Gen.Choose(1_400_000_000, 2_000_000_000)
        from subject in Line
        from place in Text
        from notes in Text
        from status in Gen.Elements(Enum.GetValues<AppointmentStatus>())
        from organizer in Name.Select(name => new Organizer("ana@example.org", name, [new Parameter("SENT-BY", "\"mailto:x@example.org\"")]))
        from attendees in Gen.ListOf(Attendee, 2)
        from before in Gen.Choose(-20_000, 20_000)
        from label in Name
        from other in Line
        select new Details
        {
            Sequence = sequence,
            Stamp = Instant.FromUnixTimeSeconds(stamp),
            Subject = subject,
            Place = place,
            Notes = notes,
            Status = status,
            Organizer = sequence == 0 ? null : organizer,
            Attendees = [.. attendees],
            Reminders = sequence == 1 ? [] : [new Reminder(Duration.FromMinutes(before), ["ACTION:DISPLAY", $"DESCRIPTION:{other}"])],
            Conference = sequence == 2 ? null : new Conference("https://example.org/m/abc?x=1,2;3", label),
            Others = sequence == 3 ? [] : [$"X-KEPT;X-A=\"b\",c:{other}", "CATEGORIES:a,b\\,c", "CONFERENCE;VALUE=URI;FEATURE=PHONE:tel:+49-1,,2"],
        };

    private static Gen<Attendee> Attendee =>
        from name in Name
        from answer in Gen.Elements(Enum.GetValues<Answer>())
        from role in Gen.Elements(Enum.GetValues<AttendeeRole>())
        from rsvp in Gen.Elements(true, false)
        select new Attendee("bo+1@example.org", name, answer, role, rsvp, [new Parameter("MEMBER", "\"mailto:x@example.org\",\"mailto:y@example.org\"")]);

    // Parameters have no tabs to lose, but blanks around them.
    private static Gen<string> Name => Text;

    private static Gen<List<LocalDateTime>> Starts(Span of) => Gen.Choose(1, 400).ListOf(2)
        .Select(days => days.Select(day => of.Start.PlusDays(day)).Distinct().Order().ToList());

    private static Gen<ChangedOccurrence> Change(Span of) =>
        from day in Gen.Choose(1, 400)
        from when in When
        from details in Said
        select new ChangedOccurrence(of.Start.PlusDays(day), when, details);
}
