using Microsoft.EntityFrameworkCore;
using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Calendar.Ics;
using OnlineMeetings.Data;
using OnlineMeetings.Mail;

namespace OnlineMeetings.Invitations;

/// <summary>
/// Writes the mails of what was announced and puts them into the outbox, some at a time, so that others can write in between. Who
/// has a mail is taken off the announcement in the same transaction: each is written once, also where one dies in the middle.
/// </summary>
public sealed partial class InvitationRound(
    IDbContextFactory<MeetingsDb> dbs, InvitationLetters letters, InvitationLinks links, TimeProvider time, ILogger<InvitationRound> log)
{
    /// <summary>How many mails go into the outbox at once.</summary>
    public const int AtOnce = 20;

    /// <summary>Writes until nothing is left.</summary>
    public async Task GoAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        foreach (var id in await db.Announcements.OrderBy(a => a.Id).Select(a => a.Id).ToListAsync(ct))
        {
            if (await db.Announcements.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is { } pending)
                await TryWriteAsync(pending, ct);
        }
    }

    private async Task TryWriteAsync(PendingAnnouncement pending, CancellationToken ct)
    {
        try
        {
            await WriteAsync(pending, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // One announcement must not keep the others; it is tried again in a minute.
            NotWritten(log, pending.AppointmentId, e);
        }
    }

    private async Task WriteAsync(PendingAnnouncement pending, CancellationToken ct)
    {
        var appointment = IcsReader.Read(pending.Text).Appointments[0];
        var addresses = PendingAnnouncement.Lines(pending.Left);
        for (var done = 0; done < addresses.Length; done += AtOnce)
        {
            var next = addresses.Skip(done).Take(AtOnce);
            // Outside of the transaction: this is what takes long.
            var mails = Language.In(pending.Language, () => next.Select(address => Mail(pending, appointment, address)).ToList());
            if (!await PutAsync(pending.Id, PendingAnnouncement.Joined(addresses.Skip(done)), PendingAnnouncement.Joined(addresses.Skip(done + AtOnce)), mails, ct))
                return;
        }
    }

    /// <summary>False where another server wrote these.</summary>
    private Task<bool> PutAsync(long id, string before, string after, IReadOnlyList<OutboxMail> mails, CancellationToken ct) => dbs.WriteAsync(
        async db =>
        {
            var mine = db.Announcements.Where(a => a.Id == id && a.Left == before);
            if (await (after.Length == 0 ? mine.ExecuteDeleteAsync(ct) : mine.ExecuteUpdateAsync(set => set.SetProperty(a => a.Left, after), ct)) == 0)
                return false;
            db.Outbox.AddRange(mails);
            return true;
        },
        ct);

    private OutboxMail Mail(PendingAnnouncement pending, Appointment appointment, string address)
    {
        var attendee = appointment.Details.Attendees.First(one => one.Address == address);
        var announcement = new Announcement(pending.News, appointment, [attendee]);
        var mail = new InvitationMail(
            announcement, attendee, new Inviter(pending.InviterName, pending.InviterAddress), PendingAnnouncement.Lines(pending.Hints),
            answer => links.To(pending.AppointmentId, address, appointment.OccurrenceOf, answer));
        using var written = letters.Write(mail, InvitationFile.Write(announcement, attendee, pending.Hints, Instant.FromDateTimeUtc(pending.AnnouncedAt)));
        return Posting.Written(written, written.To.Mailboxes.Single(), pending.AppointmentId.Value, time.GetUtcNow());
    }

    [LoggerMessage(LogLevel.Error, "The invitations to {Appointment} could not be written")]
    private static partial void NotWritten(ILogger log, AppointmentId appointment, Exception e);
}
