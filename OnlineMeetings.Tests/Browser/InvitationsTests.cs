using Microsoft.Playwright;
using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Invitations;
using OnlineMeetings.Tests.Mail;
using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>What is seen of a calendar by who is only invited, and by the programs of who keeps it.</summary>
[Collection("Pages")]
public sealed class InvitationsTests(Chromium chromium)
{
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_is_invited_answers_without_an_account()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var found = new Findings();
        var (sheet, link) = await InviteAsync(app);
        var bo = await app.StrangerAsync("Bo", Findings.Still());

        await bo.GoesToAsync(link);
        await Expect(bo.Page.GetByRole(AriaRole.Heading, new() { Name = "Team call" })).ToBeVisibleAsync();
        await found.InAllLooksAsync("invitation", bo);
        await bo.Page.GetByLabel("Comment").FillAsync("Five minutes late");
        await bo.Button("Accept").ClickAsync();
        await Expect(bo.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Thank you, your answer has arrived.");

        var ana = (await app.Server.AdministratorAsync()).Id;
        var answered = (await app.Server.Get<CalendarBook>().FindAsync(ana, sheet.Id, _ct))!.Appointment.Details.Attendees[0];
        Assert.Equal((Answer.Accepted, "Five minutes late"), (answered.Answer, answered.Comment));
        await app.Server.Get<CalendarBook>().RemoveAsync(ana, sheet.Id, sheet.Version, null, Scope.All, _ct);
        await bo.GoesToAsync(link);
        await Expect(bo.Page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("This invitation is not there any more");
        await found.InAllLooksAsync("invitation, gone", bo);
        found.AreNone();
    }

    [Fact]
    public async Task Whom_an_invitation_did_not_reach_the_organizer_reads_with_the_mail_servers_words()
    {
        using var mails = MailServer.Start();
        await using var app = await chromium.StartMeetingsAsync(mails.Settings);
        var (sheet, _) = await InviteAsync(app, "nobody@example.org", "later@example.org", "bo@example.org");
        await mails.ToAsync("bo@example.org");
        var ana = await app.AdministratorAsync();

        await ana.GoesToAsync($"calendar?appointment={sheet.Id}");

        var missed = ana.Page.GetByRole(AriaRole.Status, new() { Name = "Not delivered" });
        await Expect(missed.GetByText("nobody@example.org did not get the mail.")).ToContainTextAsync("550 5.1.1 No such mailbox here");
        await Expect(missed.GetByText("later@example.org has not got the mail yet, it is tried again.")).ToContainTextAsync("451 4.7.1 Try again later");
        await Expect(missed.GetByText("bo@example.org")).ToHaveCountAsync(0);
        await Expect(ana.Page.GetByText("No mail server is set up")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_private_address_is_made_copied_and_revoked_and_a_file_is_imported()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var found = new Findings();
        var ana = await app.AdministratorAsync("Ana", Findings.Still());

        await ana.GoesToAsync("calendar/feed");
        await found.InAllLooksAsync("feed", ana);
        await ana.Button("Make an address").ClickAsync();
        var address = ana.Page.GetByLabel("Private address");
        await Expect(address).ToBeVisibleAsync();
        await ana.Button("Copy").ClickAsync();
        Assert.Equal(await address.InputValueAsync(), await ana.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        await found.InAllLooksAsync("feed, made", ana);
        await ana.Button("Revoke the address").ClickAsync();
        await Expect(ana.Button("Make an address")).ToBeVisibleAsync();

        await ana.GoesToAsync("calendar/import");
        await ana.Page.GetByLabel("Calendar file").SetInputFilesAsync(new FilePayload { Name = "x.ics", MimeType = "text/calendar", Buffer = "Hello"u8.ToArray() });
        await ana.Button("Import").ClickAsync();
        await Expect(ana.Page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("This is not a calendar file.");
        await found.InAllLooksAsync("import", ana);
        found.AreNone();
    }

    [Fact]
    public async Task An_administrator_has_left_meetings_cleared_away_now()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var (sheet, _) = await InviteAsync(app);
        var person = await app.Server.AdministratorAsync();
        await app.Server.Get<CalendarBook>().RemoveAsync(person.Id, sheet.Id, sheet.Version, null, Scope.All, _ct);
        var ana = await app.AdministratorAsync();

        await ana.GoesToAsync("admin");
        await ana.Button("Clean up now").ClickAsync();

        await Expect(ana.Page.GetByText("Cleaned up. 1 meeting was left over and was deleted.")).ToBeVisibleAsync();
    }

    private async Task<(AppointmentSheet Sheet, string Link)> InviteAsync(MeetingsInChromium app, params string[] others)
    {
        var ana = await app.Server.AdministratorAsync();
        var start = LocalDateTime.FromDateTime(DateTime.UtcNow.Date).PlusDays(3).PlusHours(10);
        var call = new Appointment(CalendarBook.NewUid(), new Span(start, start.PlusHours(1), new Zone("Europe/Berlin")), new Details
        {
            Subject = "Team call",
            Place = "Room 2",
            Attendees = others.Length == 0 ? [new Attendee("bo@example.org", "Bo")] : [.. others.Select(address => new Attendee(address))],
        })
        { Rule = "FREQ=WEEKLY" };
        var sheet = await app.Server.Get<CalendarBook>().AddAsync(ana.Id, call, MeetingChoice.New, _ct);
        return (sheet, new Uri(app.Server.Get<InvitationLinks>().To(sheet.Id, "bo@example.org", of: null, Answer.Accepted)).PathAndQuery);
    }
}
