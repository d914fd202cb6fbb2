using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Data;

namespace OnlineMeetings.Mail;

/// <summary>
/// Sends what is due in the outbox. A mail is claimed before it goes and marked as soon as it went: of several servers one sends
/// it, and where one dies in between it goes again under the same Message-ID.
/// </summary>
internal sealed partial class MailRound(IDbContextFactory<MeetingsDb> dbs, IMailCarrier carrier, TimeProvider time, ILogger<MailRound> log)
{
    /// <summary>How many mails are claimed at once.</summary>
    public const int AtOnce = 20;

    /// <summary>How long whoever has claimed a mail has for it.</summary>
    public static readonly TimeSpan Claim = TimeSpan.FromMinutes(15);

    /// <summary>After this a mail is given up (RFC 5321 §4.5.4.1: four to five days).</summary>
    public static readonly TimeSpan GivenUpAfter = TimeSpan.FromDays(4);

    /// <summary>How long a mail that went is kept, to tell what became of it.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(60);

    private static readonly TimeSpan[] _pauses =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(4)];

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Sends until nothing is due.</summary>
    public async Task GoAsync(CancellationToken ct)
    {
        while (await ClaimAsync(ct) is { Count: > 0 } mails)
        {
            await foreach (var delivery in carrier.CarryAsync(mails, ct))
                await MarkAsync(delivery);
        }
    }

    /// <summary>Deletes what is over for longer than <see cref="Kept"/>.</summary>
    public Task SweepAsync(CancellationToken ct)
    {
        var before = Now - Kept;
        return dbs.WriteAsync(db => db.Outbox.Where(m => m.NextTryAt == null && m.CreatedAt < before).ExecuteDeleteAsync(ct), ct);
    }

    private Task<List<OutboxMail>> ClaimAsync(CancellationToken ct) => dbs.WriteAsync(
        async db =>
        {
            var now = Now;
            var due = await db.Outbox.Where(m => m.NextTryAt <= now).OrderBy(m => m.NextTryAt).ThenBy(m => m.Id).Take(AtOnce).ToListAsync(ct);
            foreach (var mail in due)
            {
                mail.NextTryAt = now + Claim;
                mail.Tries++;
            }
            return due;
        },
        ct);

    // Not to be cancelled: a mail that went must not go again.
    private async Task MarkAsync(Delivery delivery)
    {
        var (mail, outcome, words) = delivery;
        var now = Now;
        DateTime? next = outcome == Carried.Later && now - mail.CreatedAt < GivenUpAfter ? now + _pauses[Math.Min(mail.Tries, _pauses.Length) - 1] : null;
        var trouble = words?.Length > OutboxMail.MaxTroubleLength ? words[..OutboxMail.MaxTroubleLength] : words;
        await dbs.WriteAsync(
            db => db.Outbox.Where(m => m.Id == mail.Id).ExecuteUpdateAsync(
                set => set.SetProperty(m => m.NextTryAt, next)
                    .SetProperty(m => m.SentAt, outcome == Carried.Sent ? now : null)
                    .SetProperty(m => m.Trouble, trouble)
                    // It may hold a secret link, and is not needed any more.
                    .SetProperty(m => m.Message, m => next == null ? Array.Empty<byte>() : m.Message)),
            CancellationToken.None);
        if (outcome == Carried.Sent)
            MailSent(log, mail.MessageId, mail.Tries);
        else if (next is null)
            MailGivenUp(log, mail.MessageId, mail.Tries, trouble);
        else
            MailWaits(log, mail.MessageId, next.Value, trouble);
    }

    [LoggerMessage(LogLevel.Information, "Sent {MessageId} at try {Try}")]
    private static partial void MailSent(ILogger log, string messageId, int @try);

    [LoggerMessage(LogLevel.Warning, "{MessageId} was not taken and is tried again at {Next}: {Trouble}")]
    private static partial void MailWaits(ILogger log, string messageId, DateTime next, string? trouble);

    [LoggerMessage(LogLevel.Error, "{MessageId} was given up at try {Try}: {Trouble}")]
    private static partial void MailGivenUp(ILogger log, string messageId, int @try, string? trouble);
}
