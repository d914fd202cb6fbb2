using Microsoft.EntityFrameworkCore;
using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Data;
using OnlineMeetings.Mail;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Invitations;

/// <summary>An answer that was taken.</summary>
public sealed record TakenReply(string Who, Answer Answer, string Subject);

/// <summary>Takes answers that other programs sent by mail and somebody handed in (RFC 6047).</summary>
public sealed class Replies(IDbContextFactory<MeetingsDb> dbs, MailOptions options, TimeProvider time)
{
    /// <summary>Takes all answers of a file, or none of them.</summary>
    /// <param name="owner">Whose appointments they may be about; null for everybody's.</param>
    /// <exception cref="ReplyRefusedException">Some answer is not to be taken: nothing was changed.</exception>
    /// <exception cref="CalendarRefusedException">The file can't be read.</exception>
    public async Task<IReadOnlyList<TakenReply>> TakeAsync(Stream file, PersonId? owner, CancellationToken ct)
    {
        var replies = await ReplyFile.ReadAsync(file, ct);
        return await dbs.WriteAsync(
            async db =>
            {
                var taken = new List<TakenReply>();
                foreach (var reply in replies)
                    taken.Add(await TakeAsync(db, reply, owner, ct));
                return taken;
            },
            ct);
    }

    private async Task<TakenReply> TakeAsync(MeetingsDb db, Reply reply, PersonId? owner, CancellationToken ct)
    {
        var who = reply.Attendee.Address;
        if (await FindAsync(db, reply.Uid, owner, ct) is not (var stored, var appointment))
            throw new ReplyRefusedException(ReplyRefusal.NoAppointment, who);
        var of = reply.Of is { } named ? reply.When.SeenBy(named, appointment.When) : (LocalDateTime?)null;
        var subject = appointment.Details.Subject;
        if (appointment.Invited(of, IsMeant) is not { } invited)
            throw new ReplyRefusedException(ReplyRefusal.NotInvited, who, subject);
        // RFC 5546 §2.1.5: of what was said later since, and of what is no longer asked, nothing is taken.
        if (reply.Sequence < SequenceOf(appointment, of) || reply.Stamp < invited.AnsweredAt)
            throw new ReplyRefusedException(ReplyRefusal.Outdated, who, subject);
        var given = new GivenAnswer(reply.Attendee.Answer, of, reply.Comment, reply.Stamp);
        stored.Say(appointment.Answered(IsMeant, given) ?? throw new ReplyRefusedException(ReplyRefusal.NotInvited, who, subject), Instant.FromDateTimeOffset(time.GetUtcNow()));
        return new TakenReply(invited.Name.Length > 0 ? invited.Name : who, reply.Attendee.Answer, subject);

        bool IsMeant(Attendee attendee) => attendee.Address.Equals(who, StringComparison.OrdinalIgnoreCase);
    }

    // Somebody else's calendar may hold it too, as an invitation that they got.
    private async Task<(StoredAppointment Stored, Appointment Appointment)?> FindAsync(MeetingsDb db, string uid, PersonId? owner, CancellationToken ct)
    {
        foreach (var stored in await db.Appointments.Where(a => a.Uid == uid && !a.IsCancelled && (owner == null || a.OwnerId == owner)).ToListAsync(ct))
        {
            var appointment = stored.Read();
            if (await Inviter.OfAsync(db, stored.OwnerId, ct) is { } inviter && inviter.Organizes(appointment, options.From))
                return (stored, appointment);
        }
        return null;
    }

    private static int SequenceOf(Appointment appointment, LocalDateTime? of) =>
        (appointment.Changed.FirstOrDefault(change => change.Of == of)?.Details ?? appointment.Details).Sequence;
}
