using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using MimeKit;
using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Calendar.Ics;
using OnlineMeetings.Invitations;
using OnlineMeetings.Tests.Mail;

namespace OnlineMeetings.Tests.Invitations;

/// <summary>Answers to an invitation, by the link in a mail that went through a real mail server and as files that other programs sent.</summary>
public sealed partial class AnswersTests
{
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_has_only_the_mail_answers_and_who_only_looks_does_not()
    {
        using var mails = MailServer.Start();
        await using var app = await TestServer.StartAsync(settings: mails.Settings);
        var ana = await app.AdministratorAsync();
        var sheet = await InviteAsync(app, ana, "bo", "cleo");
        var link = await LinkOfAsync(mails, "bo");
        var stranger = app.Stranger();

        // A mail scanner follows every link of a mail.
        foreach (var answer in new[] { "Accepted", "Tentative", "Declined" })
        {
            var page = await stranger.Http.GetStringAsync(WithAnswer(link, answer));
            Assert.Contains("Ana invites you.", page, StringComparison.Ordinal);
        }
        Assert.Equal([Answer.NeedsAction, Answer.NeedsAction], await AnswersAsync(app, ana, sheet.Id));

        using var answered = await stranger.PostFormAsync(link.PathAndQuery, ("Choice", "Accepted"), ("Comment", "Gladly!"));

        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        Assert.Contains("Thank you, your answer has arrived.", await answered.Content.ReadAsStringAsync(_ct), StringComparison.Ordinal);
        var bo = (await FindAsync(app, ana, sheet.Id)).Details.Attendees[0];
        Assert.Equal((Answer.Accepted, "Gladly!"), (bo.Answer, bo.Comment));
        Assert.Contains("You accepted.", await app.Stranger().Http.GetStringAsync(link), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_of_an_older_mail_works_after_an_update_and_not_for_who_is_no_longer_invited()
    {
        using var mails = MailServer.Start();
        await using var app = await TestServer.StartAsync(settings: mails.Settings);
        var ana = await app.AdministratorAsync();
        var sheet = await InviteAsync(app, ana, "bo", "cleo");
        var (bo, cleo) = (await LinkOfAsync(mails, "bo"), await LinkOfAsync(mails, "cleo"));
        var changed = sheet.Appointment with { Details = sheet.Appointment.Details with { Place = "Room 2", Attendees = [sheet.Appointment.Details.Attendees[0]] } };
        sheet = (await app.Get<CalendarBook>().ChangeAsync(ana.Id, sheet.Id, sheet.Version, null, Scope.All, changed, MeetingChoice.AsItIs, _ct))!;
        await app.RestartAsync();

        using var answered = await app.Stranger().PostFormAsync(bo.PathAndQuery, ("Choice", "Declined"), ("Comment", ""));
        using var gone = await app.Stranger().Http.GetAsync(cleo, _ct);
        using var forged = await app.Stranger().Http.GetAsync(new Uri(bo.AbsoluteUri.Split('?')[0] + "A"), _ct);

        Assert.Equal([Answer.Declined], await AnswersAsync(app, ana, sheet.Id));
        Assert.Equal((HttpStatusCode.Gone, HttpStatusCode.Gone), (gone.StatusCode, forged.StatusCode));
    }

    [Fact]
    public async Task One_date_of_a_series_is_answered_by_itself()
    {
        using var mails = MailServer.Start();
        await using var app = await TestServer.StartAsync(settings: mails.Settings);
        var ana = await app.AdministratorAsync();
        var sheet = await InviteAsync(app, ana, "bo");
        var link = await LinkOfAsync(mails, "bo");
        var second = sheet.Appointment.When.Start.PlusDays(7);

        using var one = await app.Stranger().PostFormAsync(link.PathAndQuery, ("Choice", "Declined"), ("Date", IcsTime.Of(second)), ("Comment", "Away"));
        using var none = await app.Stranger().PostFormAsync(link.PathAndQuery, ("Choice", "Declined"), ("Date", IcsTime.Of(second.PlusDays(1))), ("Comment", ""));

        var now = await FindAsync(app, ana, sheet.Id);
        Assert.Equal(Answer.NeedsAction, now.Details.Attendees[0].Answer);
        var changed = Assert.Single(now.Changed);
        Assert.Equal((second, Answer.Declined, "Away"), (changed.Of, changed.Details.Attendees[0].Answer, changed.Details.Attendees[0].Comment));
        // The organizer's form that was open meanwhile is not turned away by it.
        Assert.Equal(sheet.Version, (await app.Get<CalendarBook>().FindAsync(ana.Id, sheet.Id, _ct))!.Version);
    }

    [Fact]
    public async Task An_answer_by_mail_is_handed_in_as_a_file_and_one_that_is_not_invited_is_refused()
    {
        await using var app = await TestServer.StartAsync();
        var ana = await app.AdministratorAsync();
        var sheet = await InviteAsync(app, ana, "bo");

        using var taken = await HandInAsync(ana, Mail(Reply(sheet.Appointment, "bo", "ACCEPTED")), "reply.eml");
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Equal([Answer.Accepted], await AnswersAsync(app, ana, sheet.Id));

        using var mallory = await HandInAsync(ana, Reply(sheet.Appointment, "mallory", "ACCEPTED"), "reply.ics");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, mallory.StatusCode);
        Assert.Contains("mallory@example.org is not invited to", WebUtility.HtmlDecode(await mallory.Content.ReadAsStringAsync(_ct)), StringComparison.Ordinal);

        using var request = await HandInAsync(ana, IcsWriter.Write([sheet.Appointment], "REQUEST"), "reply.ics");
        Assert.Contains("This is no answer to an invitation.", await request.Content.ReadAsStringAsync(_ct), StringComparison.Ordinal);
        var cleo = await app.MemberAsync("Cleo");
        using var foreign = await HandInAsync(cleo, Reply(sheet.Appointment, "bo", "DECLINED"), "reply.ics");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, foreign.StatusCode);
        using var stranger = await app.Stranger().Http.PostAsync("/api/calendar/replies", Form(Reply(sheet.Appointment, "bo", "DECLINED"), "reply.ics"), _ct);
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        Assert.Equal([Answer.Accepted], await AnswersAsync(app, ana, sheet.Id));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(7)]
    public async Task An_answer_need_not_say_when_the_appointment_is(int? days)
    {
        await using var app = await TestServer.StartAsync();
        var ana = await app.AdministratorAsync();
        var sheet = await InviteAsync(app, ana, "bo");
        var reply = days is { } later && sheet.Appointment.When.Start.PlusDays(later) is var of
            ? Reply(sheet.Appointment with { Rule = null, When = sheet.Appointment.When.StartingAt(of, DateTimeZone.Utc), OccurrenceOf = of }, "bo", "DECLINED")
            : Reply(sheet.Appointment, "bo", "DECLINED");
        var timeless = Timed().Replace(reply, "");
        Assert.NotEqual(reply, timeless);

        using var taken = await HandInAsync(ana, timeless, "reply.ics");

        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        var now = await FindAsync(app, ana, sheet.Id);
        var said = days is null ? now.Details : Assert.Single(now.Changed, change => change.Of == sheet.Appointment.When.Start.PlusDays(days.Value)).Details;
        Assert.Equal(Answer.Declined, said.Attendees[0].Answer);
    }

    [Fact]
    public async Task On_the_page_for_it_an_answer_is_handed_in_and_what_came_of_it_is_said()
    {
        await using var app = await TestServer.StartAsync();
        var ana = await app.AdministratorAsync();
        var sheet = await InviteAsync(app, ana, "bo");

        using var taken = await ana.Browser.PostFileAsync("/calendar/reply", Mail(Reply(sheet.Appointment, "bo", "DECLINED")), "reply.eml");
        using var refused = await ana.Browser.PostFileAsync("/calendar/reply", Reply(sheet.Appointment, "mallory", "ACCEPTED"), "reply.ics");

        Assert.Contains("does not come to “Team call”.", WebUtility.HtmlDecode(await taken.Content.ReadAsStringAsync(_ct)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("mallory@example.org is not invited to", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(_ct)), StringComparison.Ordinal);
        Assert.Equal([Answer.Declined], await AnswersAsync(app, ana, sheet.Id));
        Assert.Equal(HttpStatusCode.Redirect, (await app.Stranger().Http.GetAsync("/calendar/reply", _ct)).StatusCode);
    }

    [Fact]
    public async Task What_was_said_before_an_update_or_before_what_was_said_since_is_not_taken()
    {
        await using var app = await TestServer.StartAsync();
        var ana = await app.AdministratorAsync();
        var sheet = await InviteAsync(app, ana, "bo");
        var early = Reply(sheet.Appointment, "bo", "ACCEPTED", minutes: 0);
        using var later = await HandInAsync(ana, Reply(sheet.Appointment, "bo", "DECLINED", minutes: 5), "reply.ics");
        using var earlier = await HandInAsync(ana, early, "reply.ics");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity), (later.StatusCode, earlier.StatusCode));
        Assert.Equal([Answer.Declined], await AnswersAsync(app, ana, sheet.Id));

        var moved = sheet.Appointment with { When = sheet.Appointment.When.StartingAt(sheet.Appointment.When.Start.PlusHours(1), DateTimeZone.Utc) };
        await app.Get<CalendarBook>().ChangeAsync(ana.Id, sheet.Id, sheet.Version, null, Scope.All, moved, MeetingChoice.AsItIs, _ct);
        using var outdated = await HandInAsync(ana, Reply(sheet.Appointment, "bo", "ACCEPTED", minutes: 10), "reply.ics");

        Assert.Contains("earlier version", await outdated.Content.ReadAsStringAsync(_ct), StringComparison.Ordinal);
        Assert.Equal([Answer.NeedsAction], await AnswersAsync(app, ana, sheet.Id));
    }

    [Fact]
    public async Task Answers_in_the_watched_folder_are_taken_and_what_is_refused_says_why()
    {
        await using var app = await TestServer.StartAsync();
        var ana = await app.AdministratorAsync();
        var sheet = await InviteAsync(app, ana, "bo");
        var second = sheet.Appointment.When.Start.PlusDays(7);
        var one = sheet.Appointment with { Rule = null, When = sheet.Appointment.When.StartingAt(second, DateTimeZone.Utc), OccurrenceOf = second };
        var folder = app.Get<ReplyFolder>();
        Directory.CreateDirectory(folder.Path);
        Put("one.eml", Mail(Reply(one, "bo", "TENTATIVE")));
        Put("no.ics", Reply(sheet.Appointment, "mallory", "ACCEPTED"));
        Put("broken.ics", "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n");
        Put("readme.txt", "Not an answer.");

        await folder.PickUpAsync(_ct);

        Assert.EndsWith("one.eml", Assert.Single(Directory.GetFiles(Path.Combine(folder.Path, "done"))), StringComparison.Ordinal);
        Assert.Equal(["readme.txt"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
        var reasons = Directory.GetFiles(Path.Combine(folder.Path, "refused"), "*.txt").Select(File.ReadAllText).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(2, reasons.Count);
        Assert.Contains(reasons, reason => reason.Contains("mallory@example.org is not invited to “Team call”. Nothing was changed.", StringComparison.Ordinal));
        var changed = Assert.Single((await FindAsync(app, ana, sheet.Id)).Changed);
        Assert.Equal((second, Answer.Tentative), (changed.Of, changed.Details.Attendees[0].Answer));

        void Put(string name, string text)
        {
            var path = Path.Combine(folder.Path, name);
            File.WriteAllText(path, text);
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(-5));
        }
    }

    // Of the event; those of the zone are of no zone.
    [GeneratedRegex("DT(START|END);TZID=[^\r]*\r\n", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Timed();

    private async Task<AppointmentSheet> InviteAsync(TestServer app, Person ana, params string[] people)
    {
        var start = LocalDateTime.FromDateTime(DateTime.UtcNow.Date).PlusDays(3).PlusHours(10);
        var call = new Appointment(CalendarBook.NewUid(), new Span(start, start.PlusHours(1), new Zone("Europe/Berlin")), new Details
        {
            Subject = "Team call",
            Attendees = [.. people.Select(name => new Attendee($"{name}@example.org", name))],
        })
        { Rule = "FREQ=WEEKLY" };
        return await app.Get<CalendarBook>().AddAsync(ana.Id, call, MeetingChoice.New, _ct);
    }

    private async Task<Appointment> FindAsync(TestServer app, Person ana, AppointmentId id) =>
        (await app.Get<CalendarBook>().FindAsync(ana.Id, id, _ct))!.Appointment;

    private async Task<IEnumerable<Answer>> AnswersAsync(TestServer app, Person ana, AppointmentId id) =>
        (await FindAsync(app, ana, id)).Details.Attendees.Select(attendee => attendee.Answer);

    private async Task<Uri> LinkOfAsync(MailServer mails, string name)
    {
        var mail = await mails.ToAsync($"{name}@example.org");
        var line = mail.TextBody!.Split('\n').First(line => line.Contains("/invitation/", StringComparison.Ordinal)).Trim();
        return new Uri(line.Split('?')[0]);
    }

    private static string WithAnswer(Uri link, string answer) => $"{link.PathAndQuery}?answer={answer}";

    private static string Reply(Appointment appointment, string who, string answer, int minutes = 1) =>
        IcsWriter.Write(
            [
                appointment with
                {
                    Changed = [],
                    Details = appointment.Details with
                    {
                        Stamp = Instant.FromDateTimeUtc(DateTime.UtcNow).Plus(Duration.FromMinutes(minutes)),
                        Attendees = [new Attendee($"{who}@example.org", who, Enum.Parse<Answer>(answer, ignoreCase: true))],
                        Organizer = new Organizer("meetings@localhost"),
                        Reminders = [],
                    },
                },
            ],
            "REPLY");

    private static string Mail(string reply)
    {
        using var mail = new MimeMessage { Subject = "Accepted: Team call", Body = new Multipart("alternative") { new TextPart("plain") { Text = "Yes" }, new TextPart("calendar") { Text = reply } } };
        mail.From.Add(new MailboxAddress("Bo", "bo@example.org"));
        mail.To.Add(new MailboxAddress("", "meetings@localhost"));
        return mail.ToString();
    }

    private Task<HttpResponseMessage> HandInAsync(Person person, string file, string name)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/calendar/replies") { Content = Form(file, name) };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return person.Http.SendAsync(request, _ct);
    }

    private static MultipartFormDataContent Form(string file, string name) => new() { { new ByteArrayContent(Encoding.UTF8.GetBytes(file)), "file", name } };
}
