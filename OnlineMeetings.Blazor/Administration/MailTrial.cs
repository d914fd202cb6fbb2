using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using OnlineMeetings.Accounts;
using OnlineMeetings.Data;
using OnlineMeetings.Mail;

namespace OnlineMeetings.Administration;

/// <summary>A mail to the administrator who asks for it, sent past the outbox, so that what is wrong is seen at once.</summary>
public sealed class MailTrial(
    IDbContextFactory<MeetingsDb> dbs, IMailCarrier carrier, Letters letters, TimeProvider time, IStringLocalizer<MailTexts> t)
{
    /// <exception cref="NotAdministratorException">Only administrators try it.</exception>
    public async Task<(Delivery Delivery, string To)> SendAsync(ClaimsPrincipal administrator, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var by = await db.AskAdministratorAsync(administrator, ct);
        var account = await db.Users.AsNoTracking().SingleAsync(u => u.Id == by.Value, ct);
        using var mail = letters.Write(account.Name, account.Email!, t["A test from Online Meetings"], [t["This server can send you mail."]]);
        var written = Posting.Written(mail, mail.To.Mailboxes.Single(), about: null, time.GetUtcNow());
        await foreach (var delivery in carrier.CarryAsync([written], ct))
            return (delivery, account.Email!);
        throw new InvalidOperationException("A carrier answers for each mail.");
    }
}
