using MimeKit;
using MimeKit.Utils;
using OnlineMeetings.Data;

namespace OnlineMeetings.Mail;

/// <summary>Puts mails into the outbox, in the transaction of what they tell of: stored with it, or not at all.</summary>
internal static class Posting
{
    /// <summary>Writes one mail for each of its recipients; after the transaction, <see cref="MailBell"/> is to be rung.</summary>
    /// <param name="about">What it is about, for <see cref="Outbox.AboutAsync"/>.</param>
    public static void Post(this MeetingsDb db, TimeProvider time, MimeMessage mail, Guid? about = null)
    {
        foreach (var recipient in mail.To.Mailboxes.ToList())
            db.Outbox.Add(Written(mail, recipient, about, time.GetUtcNow()));
    }

    /// <summary>The mail as one of its recipients gets it.</summary>
    public static OutboxMail Written(MimeMessage mail, MailboxAddress recipient, Guid? about, DateTimeOffset now)
    {
        mail.Date = now;
        mail.To.Clear();
        mail.To.Add(recipient);
        mail.MessageId = MimeUtils.GenerateMessageId(mail.From.Mailboxes.First().Domain);
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        using var written = new MemoryStream();
        mail.WriteTo(format, written);
        return new OutboxMail
        {
            Id = Guid.CreateVersion7(now),
            MessageId = mail.MessageId,
            Recipient = recipient.Address,
            Message = written.ToArray(),
            About = about,
            CreatedAt = now.UtcDateTime,
            NextTryAt = now.UtcDateTime,
        };
    }
}
