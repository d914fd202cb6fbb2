using System.Net;
using System.Text;
using Microsoft.Extensions.Localization;
using MimeKit;
using OnlineMeetings.Calendar;
using OnlineMeetings.Mail;

namespace OnlineMeetings.Invitations;

/// <summary>One mail that is to be written.</summary>
/// <param name="Hints">What one needs to know to join.</param>
/// <param name="Answer">The link by which an answer is given.</param>
internal sealed record InvitationMail(Announcement Announcement, Attendee To, Inviter By, IReadOnlyList<string> Hints, Func<Answer, string> Answer);

/// <summary>
/// Writes invitations as mail programs know them (RFC 6047): text, HTML and the calendar part as alternatives, of which Outlook, Gmail
/// and Apple Mail take the last, and the calendar file attached for all others.
/// </summary>
public sealed class InvitationLetters(MailOptions options, IStringLocalizer<InvitationTexts> T, InvitationWords words, TimeProvider time)
{
    internal MimeMessage Write(InvitationMail mail, string file)
    {
        var announcement = mail.Announcement;
        var rows = RowsOf(mail);
        var message = new MimeMessage { Subject = Letters.OneLine(SubjectOf(announcement)) };
        message.From.Add(new MailboxAddress(Letters.OneLine(mail.By.Name), options.From));
        message.ReplyTo.Add(new MailboxAddress(Letters.OneLine(mail.By.Name), mail.By.Address));
        message.To.Add(new MailboxAddress(Letters.OneLine(mail.To.Name), mail.To.Address));
        message.Body = new Multipart("mixed")
        {
            new Multipart("alternative")
            {
                new TextPart("plain") { Text = Plain(mail, rows) },
                new TextPart("html") { Text = Html(mail, rows) },
                CalendarPart(announcement.Method, file),
            },
            Attachment(file),
        };
        message.Prepare(EncodingConstraint.SevenBit);
        return message;
    }

    private string SubjectOf(Announcement announcement) => announcement.News switch
    {
        News.Invitation => T["Invitation: {0}", TitleOf(announcement)],
        News.Update => T["Updated: {0}", TitleOf(announcement)],
        _ => T["Cancelled: {0}", TitleOf(announcement)],
    };

    private string TitleOf(Announcement announcement) =>
        announcement.Appointment.Details.Subject is { Length: > 0 } subject ? subject : T["Appointment"];

    private string LeadOf(InvitationMail mail) => mail.Announcement switch
    {
        { News: News.Invitation } => T["{0} invites you.", mail.By.Name],
        { News: News.Update, Appointment.OccurrenceOf: not null } => T["{0} changed one date of a series.", mail.By.Name],
        { News: News.Update } => T["{0} changed an appointment.", mail.By.Name],
        { Appointment.OccurrenceOf: not null } => T["{0} cancelled one date of a series.", mail.By.Name],
        _ => T["{0} cancelled an appointment.", mail.By.Name],
    };

    private List<(string Name, string Text)> RowsOf(InvitationMail mail)
    {
        var (appointment, details) = (mail.Announcement.Appointment, mail.Announcement.Appointment.Details);
        var link = details.Conference?.Url;
        var rows = new List<(string, string)> { (T["When"], words.When(appointment, time.GetUtcNow().UtcDateTime)) };
        if (details.Place.Length > 0 && details.Place != link)
            rows.Add((T["Where"], details.Place));
        if (mail.Announcement.News == News.Cancellation)
            return rows;
        if (link is not null)
            rows.Add((T["Online meeting"], link));
        rows.AddRange(mail.Hints.Select(hint => ("", hint)));
        // The link stands above.
        var notes = string.Join('\n', details.Notes.Split('\n').Where(line => line.Trim() != link)).Trim();
        if (notes.Length > 0)
            rows.Add((T["Notes"], notes));
        return rows;
    }

    private (string Words, string Url)[] AnswersOf(InvitationMail mail) =>
        mail.Announcement.News == News.Cancellation || mail.To.Role == AttendeeRole.Informed ? [] :
        [
            (T["Accept"], mail.Answer(Answer.Accepted)), (T["Maybe"], mail.Answer(Answer.Tentative)), (T["Decline"], mail.Answer(Answer.Declined)),
        ];

    private string Plain(InvitationMail mail, List<(string Name, string Text)> rows)
    {
        var text = new StringBuilder().Append(LeadOf(mail)).Append("\n\n").Append(TitleOf(mail.Announcement)).Append("\n\n");
        foreach (var (name, said) in rows)
            text.Append(name.Length > 0 ? $"{name}: {said}\n" : $"{said}\n");
        foreach (var (answer, url) in AnswersOf(mail))
            text.Append('\n').Append(answer).Append(":\n").Append(url).Append('\n');
        return text.ToString().ReplaceLineEndings("\r\n");
    }

    private string Html(InvitationMail mail, List<(string Name, string Text)> rows)
    {
        var html = new StringBuilder("<!DOCTYPE html>\n<div style=\"font:16px/1.5 system-ui,sans-serif;max-width:560px\">\n");
        html.Append("<p style=\"margin:0\">").Append(Encoded(LeadOf(mail))).Append("</p>\n");
        html.Append("<h1 style=\"margin:4px 0 16px;font-size:22px;line-height:1.3\">").Append(Encoded(TitleOf(mail.Announcement))).Append("</h1>\n");
        html.Append("<table role=\"presentation\" style=\"border-collapse:collapse;font:inherit\">\n");
        foreach (var (name, said) in rows)
        {
            html.Append("<tr><td style=\"padding:2px 16px 2px 0;vertical-align:top;color:#5b6663\">").Append(Encoded(name))
                .Append("</td><td style=\"padding:2px 0;white-space:pre-line\">").Append(Linked(said)).Append("</td></tr>\n");
        }
        html.Append("</table>\n");
        if (AnswersOf(mail) is { Length: > 0 } answers)
        {
            html.Append("<p style=\"margin:20px 0 0\">\n");
            foreach (var (answer, url) in answers)
            {
                html.Append("<a href=\"").Append(Encoded(url))
                    .Append("\" style=\"display:inline-block;margin:0 8px 8px 0;padding:10px 20px;border:1px solid #0b6e5b;border-radius:8px;color:#0b6e5b;text-decoration:none\">")
                    .Append(Encoded(answer)).Append("</a>\n");
            }
            html.Append("</p>\n");
        }
        return html.Append("</div>\n").ToString().ReplaceLineEndings("\r\n");
    }

    private static TextPart CalendarPart(string method, string file)
    {
        var part = new TextPart("calendar") { Text = file, ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        part.ContentType.Parameters.Add("method", method);
        part.ContentType.Parameters.Add("component", "VEVENT");
        return part;
    }

    private static MimePart Attachment(string file) => new("application", "ics")
    {
        Content = new MimeContent(new MemoryStream(Encoding.UTF8.GetBytes(file))),
        ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
        ContentTransferEncoding = ContentEncoding.Base64,
        FileName = "invite.ics",
    };

    private static string Linked(string text) =>
        text.StartsWith("https://", StringComparison.Ordinal) && !text.Any(char.IsWhiteSpace) ? $"<a href=\"{Encoded(text)}\">{Encoded(text)}</a>" : Encoded(text);

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
