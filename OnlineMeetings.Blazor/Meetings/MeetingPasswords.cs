using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Accounts;
using OnlineMeetings.Data;

namespace OnlineMeetings.Meetings;

/// <summary>Checks the passwords of meetings.</summary>
public sealed class MeetingPasswords(IDbContextFactory<MeetingsDb> dbs, PasswordHashing hashing)
{
    /// <summary>
    /// The version of the password that this is, or null for a wrong one. A wrong one costs one hash, also where the meeting
    /// has none.
    /// </summary>
    public async Task<int?> VersionOfAsync(MeetingId meeting, string password, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var kept = await db.Meetings.Where(m => m.Id == meeting).Select(m => new { m.PasswordHash, m.PasswordVersion }).SingleOrDefaultAsync(ct);
        return await hashing.VerifyAsync(kept?.PasswordHash, password, ct) ? kept!.PasswordVersion : null;
    }
}
