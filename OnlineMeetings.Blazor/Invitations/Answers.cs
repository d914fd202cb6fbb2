using Microsoft.EntityFrameworkCore;
using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Data;

namespace OnlineMeetings.Invitations;

/// <summary>An invitation as whoever got it sees it.</summary>
/// <param name="Next">The occurrences of a series that come next.</param>
public sealed record ReceivedInvitation(Appointment Appointment, Attendee Attendee, Inviter By, IReadOnlyList<LocalDateTime> Next)
{
    public bool IsCancelled => Appointment.Details.Status == AppointmentStatus.Cancelled;
}

/// <summary>Takes answers by the links in the mails. Nobody needs an account for it.</summary>
public sealed class Answers(IDbContextFactory<MeetingsDb> dbs, InvitationLinks links, TimeProvider time)
{
    /// <summary>How many occurrences of a series are offered.</summary>
    private const int Offered = 10;

    /// <summary>What a link is about; null where it leads to nothing (any more).</summary>
    /// <param name="of">The one occurrence that is meant.</param>
    public async Task<ReceivedInvitation?> FindAsync(string secret, LocalDateTime? of, CancellationToken ct)
    {
        if (links.Read(secret) is not { } key)
            return null;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.Appointments.AsNoTracking().SingleOrDefaultAsync(a => a.Id == key.Appointment, ct) is not { } stored
            || await Inviter.OfAsync(db, stored.OwnerId, ct) is not { } by)
            return null;
        var appointment = stored.Read();
        var now = time.GetUtcNow().UtcDateTime;
        var next = !appointment.Repeats ? [] : await db.Occurrences.AsNoTracking().Where(o => o.AppointmentId == stored.Id && o.EndsAt > now)
            .OrderBy(o => o.StartsAt).Select(o => o.Of).Take(Offered).ToListAsync(ct);
        return appointment.Invited(of, key.IsFor) is { } attendee
            ? new ReceivedInvitation(appointment, attendee, by, next.ConvertAll(LocalDateTime.FromDateTime))
            : null;
    }

    /// <summary>Takes an answer. False where the link leads to nothing (any more), or it does not take place.</summary>
    public async Task<bool> GiveAsync(string secret, Answer answer, LocalDateTime? of, string comment, CancellationToken ct)
    {
        if (links.Read(secret) is not { } key)
            return false;
        var given = new GivenAnswer(answer, of, comment, Instant.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds()));
        return await dbs.WriteAsync(
            async db =>
            {
                if (await db.Appointments.SingleOrDefaultAsync(a => a.Id == key.Appointment && !a.IsCancelled, ct) is not { } stored
                    || stored.Read().Answered(key.IsFor, given) is not { } answered)
                    return false;
                stored.Say(answered, given.At);
                return true;
            },
            ct);
    }
}
