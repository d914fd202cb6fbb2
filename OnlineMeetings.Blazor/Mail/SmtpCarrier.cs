using System.Runtime.CompilerServices;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace OnlineMeetings.Mail;

/// <summary>Hands mails to a mail server (RFC 5321), many over one connection.</summary>
internal sealed class SmtpCarrier(MailOptions options) : IMailCarrier
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    public async IAsyncEnumerable<Delivery> CarryAsync(IReadOnlyList<OutboxMail> mails, [EnumeratorCancellation] CancellationToken ct)
    {
        using var smtp = new SmtpClient { Timeout = (int)_patience.TotalMilliseconds };
        // A server that can't be reached, or that refuses the password, is not asked again for each mail.
        string? away = null;
        foreach (var mail in mails)
        {
            away ??= await ConnectAsync(smtp, ct);
            yield return away is null ? await SendAsync(smtp, mail, ct) : new Delivery(mail, Carried.Later, away);
        }
        if (smtp.IsConnected)
            await smtp.DisconnectAsync(quit: true, ct);
    }

    /// <summary>Null where the connection stands, else why not.</summary>
    private async Task<string?> ConnectAsync(SmtpClient smtp, CancellationToken ct)
    {
        if (smtp.IsConnected)
            return null;
        var protection = options.Security switch
        {
            MailSecurity.StartTls => SecureSocketOptions.StartTls,
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.None,
        };
        try
        {
            await smtp.ConnectAsync(options.Host, options.Port, protection, ct);
            if (options.User.Length > 0)
                await smtp.AuthenticateAsync(options.User, options.Password, ct);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await LeaveAsync(smtp);
            return e.Message;
        }
    }

    private static async Task<Delivery> SendAsync(SmtpClient smtp, OutboxMail mail, CancellationToken ct)
    {
        try
        {
            using var written = new MemoryStream(mail.Message, writable: false);
            using var message = await MimeMessage.LoadAsync(written, ct);
            await smtp.SendAsync(message, ct);
            return new Delivery(mail, Carried.Sent);
        }
        catch (SmtpCommandException e)
        {
            // A sender that is refused is a setting to be mended, and no fault of this mail.
            var forGood = (int)e.StatusCode >= 500 && e.ErrorCode != SmtpErrorCode.SenderNotAccepted;
            return new Delivery(mail, forGood ? Carried.Refused : Carried.Later, $"{(int)e.StatusCode} {e.Message}");
        }
        catch (NotSupportedException e)
        {
            // An address with letters beyond ASCII, which this server does not take (RFC 6531).
            return new Delivery(mail, Carried.Refused, e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever it is, it must not keep the mails behind this one.
            await LeaveAsync(smtp);
            return new Delivery(mail, Carried.Later, e.Message);
        }
    }

    // What state the connection is in after such a fault nobody knows: the next mail gets a new one.
    private static async Task LeaveAsync(SmtpClient smtp)
    {
        if (smtp.IsConnected)
            await smtp.DisconnectAsync(quit: false, CancellationToken.None);
    }
}
