using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using MimeKit;
using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Data;
using OnlineMeetings.Mail;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Invitations;

/// <summary>
/// Reminds people of their appointments, by mail and in their pages. Each mail is put into the outbox in the transaction that
/// notes it, so it goes once; of what is over by then nobody is reminded any more.
/// </summary>
public sealed partial class ReminderRound(
    IDbContextFactory<MeetingsDb> dbs, Letters letters, InvitationWords words, MailBell bell, ReminderBoard board, IStringLocalizer<InvitationTexts> T, TimeProvider time,
    ILogger<ReminderRound> log)
{
    public async Task GoAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var due = await db.Appointments.Where(a => a.NextReminderAt <= now).Select(a => a.Id).ToListAsync(ct);
        foreach (var id in due)
            await TryRemindAsync(id, Instant.FromDateTimeUtc(now), ct);
        if (due.Count > 0)
            await bell.RingAsync(ct);
    }

    private async Task TryRemindAsync(AppointmentId id, Instant now, CancellationToken ct)
    {
        try
        {
            if (await dbs.WriteAsync(db => RemindAsync(db, id, now, ct), ct) is { } reminded)
                board.Tell(reminded);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // One appointment must not keep the others; it is tried again in a minute.
            NotReminded(log, id, e);
        }
    }

    /// <returns>Who was reminded; null where nobody was.</returns>
    private async Task<PersonId?> RemindAsync(MeetingsDb db, AppointmentId id, Instant now, CancellationToken ct)
    {
        if (await db.Appointments.SingleOrDefaultAsync(a => a.Id == id && a.NextReminderAt != null, ct) is not { NextReminderAt: { } first } stored || Instant.FromDateTimeUtc(first) > now)
            return null;
        var (appointment, zone) = (stored.Read(), await OwnerZones.OfAsync(db, stored.OwnerId, ct));
        if (await Inviter.OfAsync(db, stored.OwnerId, ct) is { } owner)
        {
            // Where several were missed, one mail says it.
            var reminded = Reminders.Due(appointment, Instant.FromDateTimeUtc(first) - Duration.Epsilon, now, zone)
                .Select(due => due.Of).Where(of => of.Time.End > now).DistinctBy(of => of.Of);
            foreach (var of in reminded)
            {
                using var mail = Language.In(stored.Language, () => Letter(owner, of));
                db.Post(time, mail);
                await ReminderBoard.PutAsync(db, stored, of, now, ct);
            }
        }
        stored.RemindAfter(now, appointment, zone);
        return stored.OwnerId;
    }

    private MimeMessage Letter(Inviter owner, Instance of)
    {
        var details = of.Details;
        var subject = details.Subject.Length > 0 ? details.Subject : T["Appointment"].Value;
        var paragraphs = new List<string> { T["Hello {0},", owner.Name], T["you wanted to be reminded of “{0}”.", subject], words.When(of.When) };
        if (details.Place.Length > 0 && details.Place != details.Conference?.Url)
            paragraphs.Add(details.Place);
        return letters.Write(owner.Name, owner.Address, T["Reminder: {0}", subject], paragraphs, details.Conference is { Url: var url } ? (T["Join"], url) : null);
    }

    [LoggerMessage(LogLevel.Error, "The reminders of {Appointment} did not go out")]
    private static partial void NotReminded(ILogger log, AppointmentId appointment, Exception e);
}
