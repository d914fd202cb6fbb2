using System.Globalization;
using MimeKit;
using OnlineMeetings.Hosting;

namespace OnlineMeetings.Mail;

/// <summary>How the way to the mail server is protected.</summary>
public enum MailSecurity
{
    /// <summary>STARTTLS (RFC 3207), or no mail.</summary>
    StartTls,

    /// <summary>TLS from the first byte (RFC 8314 §3.3).</summary>
    Tls,

    /// <summary>Not at all; for a server on the same machine or a private network.</summary>
    None,
}

/// <summary>How mail leaves this server.</summary>
public sealed record MailOptions
{
    /// <summary>The mail server; empty: mails are kept as files in the data folder.</summary>
    public string Host { get; init; } = "";

    public int Port { get; init; }

    public MailSecurity Security { get; init; }

    public string User { get; init; } = "";

    public string Password { get; init; } = "";

    /// <summary>Who writes; each mail carries the name of whom it speaks for.</summary>
    public string From { get; init; } = "";

    public bool IsSent => Host.Length > 0;

    internal static MailOptions Read(SettingsReader settings)
    {
        var host = settings.Text("Mail:Host");
        var security = Enum.Parse<MailSecurity>(settings.OneOf("Mail:Security", Enum.GetNames<MailSecurity>()));
        var options = new MailOptions
        {
            Host = host,
            Port = ReadPort(settings, security),
            Security = security,
            User = settings.Text("Mail:User"),
            Password = settings.Text("Mail:Password"),
            From = ReadFrom(settings, host),
        };
        if (options is { User.Length: > 0, Security: MailSecurity.None })
            settings.Fault("Mail:Security", "must be StartTls or Tls where Mail:User is given: a password is not sent in the clear.");
        return options;
    }

    private static int ReadPort(SettingsReader settings, MailSecurity security)
    {
        var otherwise = security switch { MailSecurity.StartTls => 587, MailSecurity.Tls => 465, _ => 25 };
        if (settings.Text("Mail:Port") is not { Length: > 0 } text)
            return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535)
            return port;
        settings.Fault("Mail:Port", $"must be a port from 1 to 65535, and is \"{text}\".");
        return otherwise;
    }

    private static string ReadFrom(SettingsReader settings, string host)
    {
        const string nobody = "meetings@localhost";
        var text = settings.Text("Mail:From");
        if (text.Length == 0)
        {
            if (host.Length > 0)
                settings.Fault("Mail:From", "is needed where Mail:Host is given: the address that mails come from.");
            return nobody;
        }
        if (MailboxAddress.TryParse(text, out var from) && from.Address.Contains('@', StringComparison.Ordinal))
            return from.Address;
        settings.Fault("Mail:From", $"must be a mail address like meetings@example.org, and is \"{text}\".");
        return nobody;
    }

    // A record prints all it holds; the password must not come into a log that way.
    public override string ToString() => IsSent ? $"{Host}:{Port} ({Security})" : "";
}
