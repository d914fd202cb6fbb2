using System.Globalization;
using Microsoft.Extensions.Localization;
using NodaTime;
using OnlineMeetings.Calendar;

namespace OnlineMeetings.Invitations;

/// <summary>Says when an appointment takes place, in its own zone: whoever reads it may live in another one.</summary>
public sealed class InvitationWords(IStringLocalizer<InvitationTexts> T, ScheduleWords schedules)
{
    /// <summary>"Tuesday, 1 December 2026, 10:00–11:00 (Berlin)", and how it repeats.</summary>
    /// <param name="now">UTC.</param>
    public string When(Appointment appointment, DateTime now)
    {
        var when = When(appointment.When);
        return appointment.Rule is { } rule ? $"{when}. {schedules.Repetition(ScheduleOf(appointment.When, rule), now)}" : when;
    }

    /// <summary>The same for one time.</summary>
    public string When(Span span)
    {
        var (start, end) = (span.Start, span.IsWholeDay ? span.End.PlusDays(-1) : span.End);
        var zone = span.Zone is { } of ? $" ({TimeZones.City(of.Id)})" : "";
        return (span.IsWholeDay, start.Date == end.Date) switch
        {
            (true, true) => Day(start),
            (true, false) => $"{Day(start)} – {Day(end)}",
            (false, true) when start == end => $"{Day(start)}, {Clock(start)}{zone}",
            (false, true) => $"{Day(start)}, {Clock(start)}–{Clock(end)}{zone}",
            _ => $"{Day(start)}, {Clock(start)} – {Day(end)}, {Clock(end)}{zone}",
        };
    }

    private string Day(LocalDateTime day) => day.ToDateTimeUnspecified().ToString(T["dddd, d MMMM yyyy"], CultureInfo.CurrentCulture);

    private static string Clock(LocalDateTime time) => time.ToDateTimeUnspecified().ToString("H:mm", CultureInfo.CurrentCulture);

    private static Schedule ScheduleOf(Span when, string rule) => new(
        when.Start.ToDateTimeUnspecified(), when.End.ToDateTimeUnspecified(), when.Zone is { Definition: null } zone ? zone.Id : Zone.Utc.Id, rule);
}
