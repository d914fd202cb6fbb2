using System.Globalization;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using NodaTime;
using Duration = NodaTime.Duration;

namespace OnlineMeetings.Calendar.Ics;

/// <summary>A VEVENT, which is an appointment or a changed occurrence of one.</summary>
/// <param name="Of">The occurrence that it changes; null where it is the appointment.</param>
/// <param name="IsOfAllFollowing">And all that follow (RFC 5545 §3.2.13).</param>
internal sealed record ReadEvent(
    string Uid, Span When, Details Details, string? Rule, List<Moment> Excluded, List<Moment> Added, Moment? Of, bool IsOfAllFollowing);

/// <summary>Reads a VEVENT (RFC 5545 §3.6.1): what is understood by Ical.Net, the rest as lines to be kept.</summary>
internal static class EventReading
{
    private const int MaxReminders = 100;

    private static readonly HashSet<string> _read = ["UID", "SEQUENCE", "SUMMARY", "LOCATION", "DESCRIPTION", "STATUS", "DURATION"];
    private static readonly HashSet<string> _readHere = ["DTSTAMP", "DTSTART", "DTEND", "RRULE", "EXDATE", "RDATE", "RECURRENCE-ID"];

    /// <param name="isAnswer">An answer need not say when it is (RFC 5546 §3.2.3).</param>
    /// <exception cref="CalendarRefusedException">It can't be read.</exception>
    public static ReadEvent Read(IcsComponent component, FileZones zones, bool isAnswer = false)
    {
        try
        {
            return Read(component, zones, Understood(component), isAnswer);
        }
        catch (Exception e) when (e is not CalendarRefusedException)
        {
            // Ical.Net throws what its parts throw, of many kinds.
            throw Broken(component, e);
        }
    }

    private static ReadEvent Read(IcsComponent component, FileZones zones, CalendarEvent understood, bool isAnswer)
    {
        var start = One(component, "DTSTART", zones)
            ?? (isAnswer ? One(component, "RECURRENCE-ID", zones) ?? One(component, "DTSTAMP", zones) : null)
            ?? throw Broken(component);
        var when = SpanOf(component, zones, start, understood.Duration);
        if (when.End.Year > Rule.LastYear)
            throw Broken(component);
        var conference = component.Lines.Find(line => ConferenceOf(line) is not null);
        var details = new Details
        {
            Sequence = Math.Max(0, understood.Sequence),
            Stamp = One(component, "DTSTAMP", zones) is { } stamp ? RecurrenceSet.At(stamp.Local, stamp.Zone?.Rules ?? DateTimeZone.Utc) : default,
            Subject = understood.Summary ?? "",
            Place = understood.Location ?? "",
            Notes = understood.Description ?? "",
            Status = StatusOf(understood.Status),
            Organizer = component.Line("ORGANIZER") is { } organizer && IsMail(organizer)
                ? new Organizer(AddressOf(organizer), organizer.Parameter("CN") ?? "", [.. organizer.Parameters.Where(p => p.Name != "CN")])
                : null,
            Attendees = [.. component.Lines.Where(line => line.Name == "ATTENDEE" && IsMail(line)).Select(AttendeeOf)],
            Reminders = [.. component.Parts.Select(ReminderOf).OfType<Reminder>()],
            Conference = conference is null ? null : ConferenceOf(conference),
            Others =
            [
                .. component.Lines.Where(line => line != conference && !_read.Contains(line.Name) && !IsReadHere(line)).Select(line => line.Text),
                .. component.Parts.Where(part => ReminderOf(part) is null).SelectMany(part => part.AllLines()),
            ],
        };
        if (component.Parts.Count(part => part.Name == "VALARM") > MaxReminders || component.Parts.Exists(RepeatsTooOften))
            throw new CalendarRefusedException(CalendarRefusal.TooManyReminders, NameOf(component));
        var of = component.Line("RECURRENCE-ID");
        return new ReadEvent(
            understood.Uid is { Length: > 0 } uid ? uid : throw Broken(component), when, details, RuleOf(component),
            All(component, "EXDATE", zones), All(component, "RDATE", zones), of is null ? null : Moment.AllOf(of, zones).First(),
            string.Equals(of?.Parameter("RANGE"), "THISANDFUTURE", StringComparison.OrdinalIgnoreCase));
    }

    // Only what it is asked for is given to Ical.Net: it takes its time for every line, and one that it can't read spoils all.
    private static CalendarEvent Understood(IcsComponent component)
    {
        var lines = component.Lines.Where(line => _read.Contains(line.Name)).Select(line => line.Text);
        var text = string.Join("\r\n", lines.Prepend("BEGIN:VEVENT").Append("END:VEVENT\r\n"));
        return SimpleDeserializer.Default.Deserialize(new StringReader(text)).OfType<CalendarEvent>().Single();
    }

    private static bool IsReadHere(ContentLine line) => _readHere.Contains(line.Name) || (line.Name is "ATTENDEE" or "ORGANIZER" && IsMail(line));

    private static bool IsMail(ContentLine line) =>
        line.Value.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) && line.Value.Contains('@', StringComparison.Ordinal);

    private static Span SpanOf(IcsComponent component, FileZones zones, Moment start, Ical.Net.DataTypes.Duration? duration)
    {
        if (component.Line("DURATION") is not null && duration is not { Sign: >= 0 })
            throw Broken(component);
        var point = new Span(start.Local, start.IsDate ? start.Local.PlusDays(1) : start.Local, start.Zone, start.IsDate);
        if (One(component, "DTEND", zones) is { } end)
        {
            var seen = end.SeenFrom(point);
            return seen > start.Local ? point with { End = seen } : point;
        }
        if (duration is not { } length)
            return point;
        var days = (length.Weeks ?? 0) * 7 + (length.Days ?? 0);
        var exact = Duration.FromHours(length.Hours ?? 0) + Duration.FromMinutes(length.Minutes ?? 0) + Duration.FromSeconds(length.Seconds ?? 0);
        var nominal = start.Local.PlusDays(days);
        if (start.IsDate)
            return point with { End = LocalDateTime.Max(nominal, point.End) };
        var zone = start.Zone?.Rules ?? DateTimeZone.Utc;
        return point with { End = (RecurrenceSet.At(nominal, zone) + exact).InZone(zone).LocalDateTime, IsNominal = days > 0 };
    }

    private static string? RuleOf(IcsComponent component)
    {
        var rules = component.Lines.Where(line => line.Name == "RRULE").ToList();
        // Ical.Net drops a second rule without a word; two are not to be (RFC 5545 §3.6.1).
        if (rules.Count == 0)
            return null;
        var text = string.Join(", ", rules.Select(rule => rule.Value.Trim()));
        if (rules.Count > 1 || Rule.Parse(text) is not { } parsed)
            throw new CalendarRefusedException(CalendarRefusal.BrokenRule, text);
        return parsed.ComesTooOften
            ? throw new CalendarRefusedException(CalendarRefusal.TooManyOccurrences, NameOf(component))
            : RuleText.Of(RuleText.Parts(text));
    }

    private static Moment? One(IcsComponent component, string name, FileZones zones) =>
        component.Line(name) is { } line ? Moment.AllOf(line, zones).First() : null;

    private static List<Moment> All(IcsComponent component, string name, FileZones zones) =>
        [.. component.Lines.Where(line => line.Name == name && line.Value.Length > 0).SelectMany(line => Moment.AllOf(line, zones))];

    private static AppointmentStatus StatusOf(string? status) => status?.ToUpperInvariant() switch
    {
        "CANCELLED" => AppointmentStatus.Cancelled,
        "TENTATIVE" => AppointmentStatus.Tentative,
        _ => AppointmentStatus.Confirmed,
    };

    private static Attendee AttendeeOf(ContentLine line) => new(
        AddressOf(line),
        line.Parameter("CN") ?? "",
        line.Parameter("PARTSTAT")?.ToUpperInvariant() switch
        {
            "ACCEPTED" => Answer.Accepted,
            "DECLINED" => Answer.Declined,
            "TENTATIVE" => Answer.Tentative,
            "DELEGATED" => Answer.Delegated,
            _ => Answer.NeedsAction,
        },
        line.Parameter("ROLE")?.ToUpperInvariant() switch
        {
            "OPT-PARTICIPANT" => AttendeeRole.Optional,
            "CHAIR" => AttendeeRole.Chair,
            "NON-PARTICIPANT" => AttendeeRole.Informed,
            _ => AttendeeRole.Required,
        },
        string.Equals(line.Parameter("RSVP"), "TRUE", StringComparison.OrdinalIgnoreCase),
        [.. line.Parameters.Where(parameter => parameter.Name is not ("CN" or "PARTSTAT" or "ROLE" or "RSVP"))]);

    private static string AddressOf(ContentLine line) => line.Value["mailto:".Length..].Trim();

    // RFC 7986 §5.11: the link by which one joins with a picture. Numbers to dial, and others, are kept as they are.
    private static Conference? ConferenceOf(ContentLine line) =>
        line.Name == "CONFERENCE" && Uri.TryCreate(line.Value, UriKind.Absolute, out var url) && url.Scheme is "https" or "http"
        && line.Parameter("FEATURE")?.Contains("VIDEO", StringComparison.OrdinalIgnoreCase) == true
            ? new Conference(line.Value, line.Parameter("LABEL") ?? "")
            : null;

    private static Reminder? ReminderOf(IcsComponent alarm)
    {
        if (alarm.Name != "VALARM" || alarm.Parts.Count > 0 || alarm.Line("REPEAT") is not null || alarm.Line("TRIGGER") is not { } trigger
            || trigger.Parameter("VALUE") is "DATE-TIME" || trigger.Parameter("RELATED") is "END"
            || alarm.Line("ACTION")?.Value.ToUpperInvariant() is not ("DISPLAY" or "AUDIO")
            || new Trigger(trigger.Value).Duration is not { } before)
            return null;
        var others = alarm.Lines.Where(line => line != trigger).Select(line => line.Text);
        return new Reminder(-Duration.FromTimeSpan(before.ToTimeSpanUnspecified()), [.. others]);
    }

    private static bool RepeatsTooOften(IcsComponent alarm) =>
        alarm.Line("REPEAT") is { } repeat && (!int.TryParse(repeat.Value, CultureInfo.InvariantCulture, out var times) || times > MaxReminders);

    private static CalendarRefusedException Broken(IcsComponent component, Exception? inner = null) =>
        new(CalendarRefusal.BrokenEntry, NameOf(component), inner);

    private static string NameOf(IcsComponent component) => component.Line("SUMMARY")?.Value ?? component.Line("UID")?.Value ?? "";
}
