using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using OnlineMeetings.Audit;
using OnlineMeetings.Data;
using OnlineMeetings.Hosting;
using OnlineMeetings.Mail;

namespace OnlineMeetings.Accounts;

/// <summary>Mails a one-time link to who forgot their password.</summary>
public sealed class ForgottenPasswords(
    IDbContextFactory<MeetingsDb> dbs, MailOptions mail, Letters letters, MailBell bell, PublicAddress address, TimeProvider time, IStringLocalizer<MailTexts> t)
{
    /// <summary>How long whoever asked waits for the next mail.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    /// <summary>Whether mails leave this server; else a link comes from the administrator.</summary>
    public bool IsOffered => mail.IsSent;

    /// <summary>Sends a link, where there is such an account. Whether there is one, nobody learns from this.</summary>
    public async Task AskAsync(string email, CancellationToken ct)
    {
        if (!IsOffered)
            return;
        await dbs.WriteAsync(db => WriteAsync(db, email.Trim().ToUpperInvariant(), ct), ct);
        await bell.RingAsync(ct);
    }

    private async Task WriteAsync(MeetingsDb db, string email, CancellationToken ct)
    {
        if (await db.Users.SingleOrDefaultAsync(u => u.NormalizedEmail == email && u.LockoutEnd != DateTimeOffset.MaxValue, ct) is not { Email: { } to } account)
            return;
        // One after the other would fill somebody's mailbox.
        var recent = time.GetUtcNow().UtcDateTime + PasswordLinks.Lifetime - Pause;
        if (await db.PasswordLinks.AnyAsync(l => l.AccountId == account.Id && l.ByMail && l.EndsAt > recent, ct))
            return;
        var secret = await PasswordLinks.MakeAsync(db, account, AuditActor.Server, byMail: true, time, ct);
        db.Post(time, letters.Write(
            account.Name,
            to,
            t["A new password for Online Meetings"],
            [
                t["Hello {0},", account.Name],
                t["somebody, probably you, asked for a new password. The link below sets it. It can be used once, within a day."],
                t["If that was not you, do nothing: your password stays as it is."],
            ],
            (t["Set a new password"], address.To(AccountPages.ResetFor(secret)))));
    }
}
