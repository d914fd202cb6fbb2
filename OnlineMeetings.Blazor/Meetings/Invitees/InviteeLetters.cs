using Microsoft.Extensions.Localization;
using MimeKit;
using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Hosting;
using OnlineMeetings.Invitations;
using OnlineMeetings.Mail;

namespace OnlineMeetings.Meetings.Invitees;

/// <summary>Writes the mail that invites a member: who invites, to what, when, and the link.</summary>
public sealed class InviteeLetters(Letters letters, InvitationWords words, PublicAddress address, IStringLocalizer<MeetingTexts> T)
{
    /// <param name="now">UTC.</param>
    public MimeMessage Write(Meeting meeting, Inviter by, string name, string to, DateTime now)
    {
        var mail = letters.Write(
            name, to, T["{0} invites you to “{1}”", by.Name, meeting.Title], [.. Paragraphs(meeting, by, name, now)], (T["Join"], MeetingLink.Of(address, meeting.Code)));
        mail.ReplyTo.Add(new MailboxAddress(Letters.OneLine(by.Name), by.Address));
        return mail;
    }

    private IEnumerable<string> Paragraphs(Meeting meeting, Inviter by, string name, DateTime now)
    {
        yield return T["Hello {0},", name];
        yield return T["{0} ({1}) invites you to the meeting “{2}”.", by.Name, by.Address, meeting.Title];
        if (meeting.LiveSince is not null)
            yield return T["It is going on now."];
        if (meeting is { Schedule: { } schedule, Plan: var plan } && plan.RunningOrNext(now) is { } next)
            yield return words.When(InZone(next, schedule.Zone));
        if (meeting.PasswordHash is not null)
            yield return T["You will be asked for a password, which {0} tells you.", by.Name];
    }

    private static Span InZone(Occurrence occurrence, string zone) => new(
        LocalDateTime.FromDateTime(TimeZones.Local(zone, occurrence.Start)), LocalDateTime.FromDateTime(TimeZones.Local(zone, occurrence.End)), new Zone(zone));
}
