using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Accounts;
using OnlineMeetings.Audit;
using OnlineMeetings.Calendar;
using OnlineMeetings.Data;
using OnlineMeetings.Files;
using OnlineMeetings.Mail;

namespace OnlineMeetings.Housekeeping;

/// <summary>What the night clears away, at once, for an administrator who asks for it.</summary>
internal sealed class CleanUp(
    IDbContextFactory<MeetingsDb> dbs, LeftMeetings left, FolderSweep folders, PasswordLinks links, MailRound mails, AuditLog log)
{
    /// <returns>How many meetings were deleted.</returns>
    /// <exception cref="NotAdministratorException">Who asks is none.</exception>
    public async Task<int> RunAsync(ClaimsPrincipal administrator, CancellationToken ct)
    {
        await using (var db = await dbs.CreateDbContextAsync(ct))
            await db.AskAdministratorAsync(administrator, ct);
        var deleted = await left.SweepAsync(ct);
        await folders.SweepAsync(ct);
        await links.SweepAsync(ct);
        await mails.SweepAsync(ct);
        await log.SweepAsync(ct);
        return deleted;
    }
}
