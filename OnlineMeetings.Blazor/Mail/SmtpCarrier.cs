using System.Net.Sockets;
using System.Runtime.CompilerServices;
using MailKit;
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
        foreach (var mail in mails)
            yield return await TryAsync(smtp, mail, ct);
        if (smtp.IsConnected)
            await smtp.DisconnectAsync(quit: true, ct);
    }

    private async Task<Delivery> TryAsync(SmtpClient smtp, OutboxMail mail, CancellationToken ct)
    {
        var isSending = false;
        try
        {
            if (!smtp.IsConnected)
                await ConnectAsync(smtp, ct);
            isSending = true;
            await SendAsync(smtp, mail, ct);
            return new Delivery(mail, Carried.Sent);
        }
        catch (SmtpCommandException e)
        {
            // A sender that is refused is a setting to be mended, and no fault of this mail.
            var forGood = (int)e.StatusCode >= 500 && e.ErrorCode != SmtpErrorCode.SenderNotAccepted;
            return new Delivery(mail, forGood ? Carried.Refused : Carried.Later, $"{(int)e.StatusCode} {e.Message}");
        }
        catch (NotSupportedException e) when (isSending)
        {
            // An address with letters beyond ASCII, which this server does not take (RFC 6531).
            return new Delivery(mail, Carried.Refused, e.Message);
        }
        catch (Exception e) when (e is ProtocolException or ServiceNotAuthenticatedException or AuthenticationException or SslHandshakeException
            or IOException or SocketException or TimeoutException or NotSupportedException)
        {
            await LeaveAsync(smtp);
            return new Delivery(mail, Carried.Later, e.Message);
        }
    }

    private async Task ConnectAsync(SmtpClient smtp, CancellationToken ct)
    {
        var protection = options.Security switch
        {
            MailSecurity.StartTls => SecureSocketOptions.StartTls,
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.None,
        };
        await smtp.ConnectAsync(options.Host, options.Port, protection, ct);
        if (options.User.Length > 0)
            await smtp.AuthenticateAsync(options.User, options.Password, ct);
    }

    private static async Task SendAsync(SmtpClient smtp, OutboxMail mail, CancellationToken ct)
    {
        using var written = new MemoryStream(mail.Message, writable: false);
        using var message = await MimeMessage.LoadAsync(written, ct);
        await smtp.SendAsync(message, ct);
    }

    // What state the connection is in after such a fault nobody knows: the next mail gets a new one.
    private static async Task LeaveAsync(SmtpClient smtp)
    {
        if (smtp.IsConnected)
            await smtp.DisconnectAsync(quit: false, CancellationToken.None);
    }
}
