using System.Globalization;
using NodaTime;
using OnlineMeetings.Calendar.Ics;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Calendar;

/// <summary>
/// An appointment as it is kept: as the calendar file that other programs would be given, which loses nothing that they wrote
/// into it, and beside it what is searched by.
/// </summary>
public sealed class StoredAppointment
{
    /// <summary>Longer ones are of no program that is known; RFC 7986 §5.3 asks for less.</summary>
    public const int MaxUidLength = 255;

    public const int MaxLanguageLength = 20;

    public required AppointmentId Id { get; init; }

    /// <summary>In whose calendar it is.</summary>
    public required PersonId OwnerId { get; init; }

    public required string Uid { get; init; }

    /// <summary>A calendar file (RFC 5545) with this one appointment.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The online meeting that it takes place in.</summary>
    public MeetingId? MeetingId { get; set; }

    /// <summary>It does not take place: such a one holds its meeting no longer.</summary>
    public bool IsCancelled { get; private set; }

    /// <summary>Grows with every change; who saves an older one has not seen what they overwrite.</summary>
    public int Version { get; private set; }

    /// <summary>UTC; up to here its occurrences are written out, null where that is all of them.</summary>
    public DateTime? WrittenOutTo { get; private set; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>UTC; when it last said something else.</summary>
    public DateTime ChangedAt { get; private set; }

    /// <summary>UTC; when somebody is to be reminded next, null for never.</summary>
    public DateTime? NextReminderAt { get; private set; }

    /// <summary>The language of who wrote it, in which they are reminded.</summary>
    public string Language { get; private set; } = "";

    /// <summary>The occurrences that are written out, so that a month is read and not worked out.</summary>
    public List<StoredOccurrence> Occurrences { get; } = [];

    public Appointment Read() => IcsReader.Read(Text).Appointments[0];

    /// <summary>Takes over the appointment as it is now, and writes out its occurrences again.</summary>
    /// <param name="zone">Of whose calendar it is; see <see cref="Calendar.Reminders"/>.</param>
    /// <exception cref="CalendarRefusedException">It takes place too often to be written out.</exception>
    public void Write(Appointment appointment, Instant now, DateTimeZone zone)
    {
        Text = IcsWriter.Write([appointment]);
        IsCancelled = appointment.Details.Status == AppointmentStatus.Cancelled;
        Version++;
        ChangedAt = now.ToDateTimeUtc();
        Language = CultureInfo.CurrentUICulture.Name;
        NextReminderAt = null;
        WriteOut(appointment, now, zone);
        var utc = now.ToDateTimeUtc();
        if (Occurrences.Count(o => o.EndsAt > utc) > Calendar.WrittenOut.Most)
            throw new CalendarRefusedException(CalendarRefusal.TooManyOccurrences, appointment.Details.Subject);
    }

    /// <summary>
    /// Takes over what it says now and when it takes place as before: an answer that came, another link. Whoever has it open to
    /// change it need not know.
    /// </summary>
    public void Say(Appointment appointment, Instant now) => (Text, ChangedAt) = (IcsWriter.Write([appointment]), now.ToDateTimeUtc());

    /// <summary>Who was to be reminded until then has been.</summary>
    public void RemindAfter(Instant then, Appointment appointment, DateTimeZone zone) =>
        NextReminderAt = IsCancelled ? null : Calendar.Reminders.Next(appointment, then, zone)?.ToDateTimeUtc();

    /// <summary>Writes out the occurrences from now on anew.</summary>
    public void WriteOut(Appointment appointment, Instant now, DateTimeZone zone)
    {
        var (occurrences, to) = Calendar.WrittenOut.Of(appointment, now);
        Occurrences.Clear();
        Occurrences.AddRange(occurrences.Select(instance => StoredOccurrence.From(this, instance)));
        WrittenOutTo = to?.ToDateTimeUtc();
        if (NextReminderAt is null)
            RemindAfter(now, appointment, zone);
    }
}
