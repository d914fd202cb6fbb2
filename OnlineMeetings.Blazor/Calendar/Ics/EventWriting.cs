using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using NodaTime;
using Period = NodaTime.Period;

namespace OnlineMeetings.Calendar.Ics;

/// <summary>
/// Writes an appointment as VEVENT lines, unfolded (RFC 5545 §3.6.1): what people say by Ical.Net, and by hand what that can't
/// write: names with quotes, parameters of several values, lines kept as they came, and times of zones that it doesn't know.
/// </summary>
internal static class EventWriting
{
    public static IEnumerable<string> Lines(Appointment appointment) =>
    [
        .. Event(appointment.Uid, appointment.When, appointment.Details, OccurrenceOf(appointment), Repetition(appointment)),
        .. appointment.Changed.SelectMany(change => Event(
            appointment.Uid, change.When, change.Details, Dated("RECURRENCE-ID", appointment.When, [change.Of]), [])),
    ];

    private static IEnumerable<string> Event(string uid, Span when, Details details, string[] recurrenceId, IEnumerable<string> repetition) =>
    [
        "BEGIN:VEVENT",
        .. recurrenceId,
        .. Times(when),
        .. repetition,
        .. Said(uid, details),
        .. details.Organizer is { } organizer ? [OrganizerLine(organizer)] : (string[])[],
        .. details.Attendees.Select(AttendeeLine),
        .. details.Conference is { } conference ? [ConferenceLine(conference)] : (string[])[],
        .. details.Others.Select(OneLine),
        .. details.Reminders.SelectMany(Alarm),
        "END:VEVENT",
    ];

    private static string[] OccurrenceOf(Appointment appointment) =>
        appointment.OccurrenceOf is { } of ? Dated("RECURRENCE-ID", appointment.When, [of]) : [];

    private static IEnumerable<string> Repetition(Appointment appointment) =>
    [
        .. appointment.Rule is { } rule ? [$"RRULE:{OneLine(WithUntilOf(appointment.When, rule))}"] : (string[])[],
        .. Dated("EXDATE", appointment.When, appointment.Excluded),
        .. Dated("RDATE", appointment.When, appointment.Added),
    ];

    private static IEnumerable<string> Times(Span when)
    {
        yield return Dated("DTSTART", when, [when.Start])[0];
        if (when is { IsNominal: true, IsWholeDay: false })
            yield return $"DURATION:{DurationText(when)}";
        else if (when.End > when.Start)
            yield return Dated("DTEND", when, [when.End])[0];
    }

    // In the zone of the series: Outlook finds no occurrence by another one.
    private static string[] Dated(string name, Span of, ValueList<LocalDateTime> times) => times.Count == 0 ? [] : of switch
    {
        { IsWholeDay: true } => [$"{name};VALUE=DATE:{string.Join(',', times.Select(time => IcsTime.Of(time.Date)))}"],
        { Zone: null } => [$"{name}:{string.Join(',', times.Select(IcsTime.Of))}"],
        { Zone: { } zone } when zone.Equals(Zone.Utc) => [$"{name}:{string.Join(',', times.Select(time => $"{IcsTime.Of(time)}Z"))}"],
        { Zone: { } zone } => [$"{name};TZID={ParameterText.Write(zone.Id)}:{string.Join(',', times.Select(IcsTime.Of))}"],
    };

    // UNTIL is of the kind of the start (RFC 5545 §3.3.10); Outlook refuses another one.
    private static string WithUntilOf(Span when, string text)
    {
        if (Rule.Parse(text) is not { Until: { } until } rule)
            return text;
        var zone = when.RulesFor(DateTimeZone.Utc);
        var last = rule.LastMoment(zone)!.Value;
        var (isSame, written) = when switch
        {
            { IsWholeDay: true } => (!until.HasTime, IcsTime.Of(last.InZone(zone).Date)),
            { Zone: not null } => (until.IsUtc, IcsTime.Of(last)),
            _ => (until is { HasTime: true, IsUtc: false }, IcsTime.Of(last.InZone(zone).LocalDateTime)),
        };
        return isSame ? text : RuleText.With(text, "UNTIL", written);
    }

    private static IEnumerable<string> Said(string uid, Details details)
    {
        var said = new CalendarEvent
        {
            Uid = OneLine(uid),
            DtStamp = new CalDateTime(details.Stamp.ToDateTimeUtc()),
            Sequence = details.Sequence,
            Summary = TextOrNull(OneLine(details.Subject)),
            Location = TextOrNull(details.Place),
            Description = TextOrNull(details.Notes),
            Status = details.Status.ToString().ToUpperInvariant(),
        };
        return IcsLines.Unfold(new EventSerializer().SerializeToString(said)!).Select(line => line.Text)
            .Where(line => !line.StartsWith("BEGIN:", StringComparison.Ordinal) && !line.StartsWith("END:", StringComparison.Ordinal));
    }

    private static string OrganizerLine(Organizer organizer) =>
        $"ORGANIZER{Named("CN", organizer.Name)}{Kept(organizer.Others)}:mailto:{OneLine(organizer.Address)}";

    private static string AttendeeLine(Attendee attendee)
    {
        var role = attendee.Role switch
        {
            AttendeeRole.Optional => "OPT-PARTICIPANT",
            AttendeeRole.Chair => "CHAIR",
            AttendeeRole.Informed => "NON-PARTICIPANT",
            _ => "REQ-PARTICIPANT",
        };
        var answer = attendee.Answer == Answer.NeedsAction ? "NEEDS-ACTION" : attendee.Answer.ToString().ToUpperInvariant();
        return $"ATTENDEE{Named("CN", attendee.Name)};ROLE={role};PARTSTAT={answer}{(attendee.Rsvp ? ";RSVP=TRUE" : "")}{Kept(attendee.Others)}"
            + $":mailto:{OneLine(attendee.Address)}";
    }

    private static string Named(string parameter, string name) => name.Length == 0 ? "" : $";{parameter}={ParameterText.Write(name)}";

    private static string Kept(ValueList<Parameter> others) =>
        string.Concat(others.Select(other => $";{OneLine(other.Name)}={ParameterText.Keep(other.Value)}"));

    private static string? TextOrNull(string text) => text.Length == 0 ? null : PlainText.Of(text);

    private static string ConferenceLine(Conference conference) =>
        $"CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO{Named("LABEL", conference.Label)}:{OneLine(conference.Url)}";

    private static IEnumerable<string> Alarm(Reminder reminder) =>
    [
        "BEGIN:VALARM",
        $"TRIGGER:{Ical.Net.DataTypes.Duration.FromTimeSpanExact(-reminder.Before.ToTimeSpan())}",
        .. reminder.Others.Count > 0 ? reminder.Others.Select(OneLine) : ["ACTION:DISPLAY", "DESCRIPTION:Reminder"],
        "END:VALARM",
    ];

    private static string DurationText(Span when)
    {
        var length = Period.Between(when.Start, when.End, PeriodUnits.Days | PeriodUnits.Hours | PeriodUnits.Minutes | PeriodUnits.Seconds);
        return new Ical.Net.DataTypes.Duration(null, length.Days, (int)length.Hours, (int)length.Minutes, (int)length.Seconds).ToString()!;
    }

    private static string OneLine(string text) => PlainText.Of(text).ReplaceLineEndings(" ");
}
