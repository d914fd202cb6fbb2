using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Data;

namespace OnlineMeetings.Mail;

/// <summary>How it stands with a mail.</summary>
public enum MailState
{
    Waiting,
    Sent,

    /// <summary>Refused, or tried for too long.</summary>
    Failed,
}

/// <param name="At">UTC; when it went, is tried next, or was written.</param>
/// <param name="Trouble">The mail server's own words, where it did not take it.</param>
public sealed record MailFate(string Recipient, MailState State, DateTime At, string? Trouble);

/// <summary>How many mails wait, and how many failed.</summary>
public sealed record OutboxTotals(int Waiting, int Failed, string? LastTrouble);

/// <summary>What became of the mails that were written; <see cref="Posting"/> writes them.</summary>
public sealed class Outbox(IDbContextFactory<MeetingsDb> dbs)
{
    /// <summary>The mails about something, the newest first.</summary>
    public async Task<IReadOnlyList<MailFate>> AboutAsync(Guid about, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var mails = await db.Outbox.AsNoTracking().Where(m => m.About == about).OrderByDescending(m => m.Id)
            .Select(m => new { m.Recipient, m.SentAt, m.NextTryAt, m.CreatedAt, m.Trouble }).ToListAsync(ct);
        return mails.ConvertAll(m => new MailFate(
            m.Recipient,
            m.SentAt is not null ? MailState.Sent : m.NextTryAt is not null ? MailState.Waiting : MailState.Failed,
            m.SentAt ?? m.NextTryAt ?? m.CreatedAt,
            m.Trouble));
    }

    public async Task<OutboxTotals> TotalsAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var open = db.Outbox.Where(m => m.SentAt == null);
        return new OutboxTotals(
            await open.CountAsync(m => m.NextTryAt != null, ct),
            await open.CountAsync(m => m.NextTryAt == null, ct),
            await open.Where(m => m.Trouble != null).OrderByDescending(m => m.Id).Select(m => m.Trouble).FirstOrDefaultAsync(ct));
    }
}
