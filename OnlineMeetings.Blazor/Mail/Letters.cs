using System.Net;
using System.Text;
using MimeKit;

namespace OnlineMeetings.Mail;

/// <summary>Writes short mails: some paragraphs and one link, as text and as HTML.</summary>
public sealed class Letters(MailOptions options)
{
    /// <param name="link">The words of the link, and where it leads.</param>
    public MimeMessage Write(string name, string address, string subject, IReadOnlyList<string> paragraphs, (string Words, string Url)? link = null)
    {
        var mail = new MimeMessage { Subject = OneLine(subject) };
        mail.From.Add(new MailboxAddress("Online Meetings", options.From));
        mail.To.Add(new MailboxAddress(OneLine(name), address));
        // RFC 3834 §5: nobody's holiday answers to a machine.
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.Body = new Multipart("alternative")
        {
            new TextPart("plain") { Text = Plain(paragraphs, link) },
            new TextPart("html") { Text = Html(paragraphs, link) },
        };
        return mail;
    }

    /// <summary>What comes from people goes into a header as one line, whatever is in it.</summary>
    public static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();

    private static string Plain(IReadOnlyList<string> paragraphs, (string Words, string Url)? link) =>
        string.Join("\r\n\r\n", link is { } to ? [.. paragraphs, $"{to.Words}:\r\n{to.Url}"] : paragraphs) + "\r\n";

    private static string Html(IReadOnlyList<string> paragraphs, (string Words, string Url)? link)
    {
        var html = new StringBuilder("<!DOCTYPE html>\r\n<div style=\"font:16px/1.5 system-ui,sans-serif;max-width:560px\">\r\n");
        foreach (var paragraph in paragraphs)
            html.Append("<p>").Append(WebUtility.HtmlEncode(paragraph)).Append("</p>\r\n");
        if (link is { } to)
        {
            html.Append("<p><a href=\"").Append(WebUtility.HtmlEncode(to.Url))
                .Append("\" style=\"display:inline-block;padding:10px 20px;border-radius:8px;background:#0b6e5b;color:#fff;text-decoration:none\">")
                .Append(WebUtility.HtmlEncode(to.Words)).Append("</a></p>\r\n");
        }
        return html.Append("</div>\r\n").ToString();
    }
}
