using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Audit;
using OnlineMeetings.Data;
using OnlineMeetings.Invitations;
using OnlineMeetings.Mail;

namespace OnlineMeetings.Meetings.Invitees;

/// <summary>What came of inviting somebody.</summary>
public enum InviteOutcome
{
    /// <summary>A mail is on its way.</summary>
    Invited,

    /// <summary>A mail went a moment ago; no second one does.</summary>
    JustInvited,

    /// <summary>They have no account (any more), or it is locked.</summary>
    NoMember,

    /// <summary>Too many were invited in too short a time.</summary>
    TooFast,
}

/// <summary>Invites members to a meeting: they get a mail, and the meeting stands in their list.</summary>
public sealed class MemberInvitations(
    IDbContextFactory<MeetingsDb> dbs, InviteeLetters letters, MailBell bell, SearchPace pace, TimeProvider time)
{
    /// <summary>How long nobody gets a second mail about the same meeting.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// <summary>Invites a member. Null, with nothing done, where it is not this viewer's to do.</summary>
    public async Task<InviteOutcome?> InviteAsync(Viewer viewer, MeetingId id, PersonId member, CancellationToken ct)
    {
        if (!pace.Allows(viewer.Person))
            return InviteOutcome.TooFast;
        var outcome = await dbs.WriteAsync<InviteOutcome?>(async db =>
            await db.AskToAsync(AuditKind.MemberInvited, id, viewer, may => may.MayModerate, ct) is var (meeting, _)
            && await Inviter.OfAsync(db, viewer.Person, ct) is { } inviter
                ? await InviteAsync(db, meeting, inviter, viewer, member, ct)
                : null, ct);
        if (outcome == InviteOutcome.Invited)
            await bell.RingAsync(ct);
        return outcome;
    }

    private async Task<InviteOutcome> InviteAsync(MeetingsDb db, Meeting meeting, Inviter inviter, Viewer viewer, PersonId member, CancellationToken ct)
    {
        var account = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == member.Value && u.LockoutEnd != DateTimeOffset.MaxValue, ct);
        if (account is not { Email: { } address })
            return InviteOutcome.NoMember;
        var now = time.GetUtcNow().UtcDateTime;
        var invitee = await db.Invitees.SingleOrDefaultAsync(i => i.PersonId == member && i.MeetingId == meeting.Id, ct);
        if (invitee is null)
            db.Add(invitee = new Invitee { PersonId = member, MeetingId = meeting.Id, InvitedAt = DateTime.MinValue });
        invitee.IsUnlisted = false;
        if (now - invitee.InvitedAt < Pause)
            return InviteOutcome.JustInvited;
        invitee.InvitedAt = now;
        using var mail = letters.Write(meeting, inviter, account.Name, address, now);
        db.Post(time, mail, meeting.Id.Value);
        await db.NoteAsync(time, AuditActor.Of(viewer), AuditKind.MemberInvited, AuditSubject.Of(meeting), ct, account.Name);
        return InviteOutcome.Invited;
    }
}
