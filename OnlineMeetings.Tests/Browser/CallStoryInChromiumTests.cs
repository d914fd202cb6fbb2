using Microsoft.Playwright;
using OnlineMeetings.Tests.Invitations;
using OnlineMeetings.Tests.Mail;
using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>
/// The same story as people live it: through the pages of the calendar, with mails through a real mail server that another
/// program reads.
/// </summary>
[Collection("Chromium")]
public sealed class CallStoryInChromiumTests(Chromium chromium)
{
    private static readonly string[] _outside = ["bo", "cleo", "dan", "eve"];

    [Fact]
    public async Task A_weekly_call_with_four_people_outside_is_moved_once_joined_by_one_more_cancelled_and_its_room_cleared_away()
    {
        using var mails = MailServer.Start();
        var postman = new Postman(mails);
        await using var app = await chromium.StartMeetingsAsync(mails.Settings);
        var ana = await app.AdministratorAsync(look: new() { TimezoneId = "Europe/Berlin", ViewportSize = new() { Width = 1440, Height = 900 } });
        await ana.GoesToAsync("calendar?view=month&day=2036-09-01");

        await ana.Button("New appointment").ClickAsync();
        await Form(ana).GetByLabel("Subject").FillAsync("Team call");
        await Form(ana).GetByLabel("Start date").FillAsync("2036-09-02");
        await Form(ana).GetByLabel("Start time").FillAsync("10:00");
        await Form(ana).GetByLabel("Repeat", new() { Exact = true }).SelectOptionAsync("Weekly");
        await Form(ana).GetByLabel("Attendees").FillAsync(string.Join(", ", _outside.Select(name => $"{name}@example.org")));
        await Form(ana).GetByRole(AriaRole.Checkbox, new() { Name = "Create online meeting" }).CheckAsync(new() { Force = true });
        await SendsAsync(ana);

        var invitations = await postman.NextAsync(4);
        Assert.Equal(_outside.Select(name => $"{name} REQUEST #0"), invitations.Select(mail => mail.ToString()));
        var call = Assert.Single(invitations[0].Read.Events);
        Assert.Equal(("Team call", "2036-09-02T10:00:00+02:00", "Europe/Berlin", "FREQ=WEEKLY;BYDAY=TU"), (call.Subject, call.Start, call.Zone, call.Rule));
        Assert.Equal(("mailto:meetings@example.org", "Ana"), (call.Organizer, call.OrganizerName));
        var link = call.Notes.Trim();

        var bo = await app.StrangerAsync("Bo", new() { ViewportSize = new() { Width = 390, Height = 844 } });
        await bo.GoesToAsync(LinkIn(invitations[0], "Accept"));
        await bo.Button("Accept").ClickAsync();
        await Expect(bo.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Thank you, your answer has arrived.");
        await bo.ComesToDoorAsync(link);

        await ana.DrawsAsync(Entry(ana, "2036-09-09"), Day(ana, "2036-09-11"));
        await ana.Button("Only this one").ClickAsync();
        await Expect(Entry(ana, "2036-09-11")).ToBeVisibleAsync();
        invitations = await postman.NextAsync(4);
        Assert.Equal(_outside.Select(name => $"{name} REQUEST #1 one"), invitations.Select(mail => mail.ToString()));
        Assert.All(invitations, mail => Assert.Equal(
            ("2036-09-11T10:00:00+02:00", "2036-09-09T10:00:00+02:00"), (mail.Read.Events[0].Start, mail.Read.Events[0].Of)));

        await Entry(ana, "2036-09-16").ClickAsync();
        await Expect(Form(ana).GetByRole(AriaRole.Button, new() { Name = "bo@example.org" })).ToContainTextAsync("accepted");
        await Form(ana).GetByLabel("Attendees").FillAsync("fay@example.org");
        await SendsAsync(ana, "All");
        var invited = Assert.Single(await postman.NextAsync(1));
        Assert.Equal("fay REQUEST #0", invited.ToString());
        Assert.Equal(["2036-09-02T10:00:00+02:00", "2036-09-11T10:00:00+02:00"], invited.Read.Events.Select(one => one.Start));

        await Entry(ana, "2036-09-02").ClickAsync();
        await Form(ana).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await ana.Button("All").ClickAsync();
        await Expect(ana.Page.Locator(".ev")).ToHaveCountAsync(0);
        Assert.Equal(_outside.Append("fay").Select(name => $"{name} CANCEL #1"), (await postman.NextAsync(5)).Select(mail => mail.ToString()));
        await bo.ComesToDoorAsync(link);

        await ana.GoesToAsync("admin");
        await ana.Button("Clean up now").ClickAsync();
        await Expect(ana.Page.GetByText("Cleaned up. 1 meeting was left over and was deleted.")).ToBeVisibleAsync();
        await bo.GoesToAsync(link);
        await Expect(bo.Page.GetByRole(AriaRole.Heading, new() { Name = "No meeting here" })).ToBeVisibleAsync();
        await ana.GoesToAsync("meetings");
        await Expect(ana.Page.GetByRole(AriaRole.Heading, new() { Name = "My meetings" })).ToBeVisibleAsync();
        await Expect(ana.Page.GetByRole(AriaRole.Article)).ToHaveCountAsync(0);
        Assert.Empty(ana.Faults.Concat(bo.Faults));
    }

    private static ILocator Form(Somebody who) => who.Page.GetByRole(AriaRole.Dialog).First;

    private static ILocator Day(Somebody who, string day) => who.Page.Locator($"td[data-day='{day}']");

    private static ILocator Entry(Somebody who, string day) => Day(who, day).Locator(".ev");

    private static async Task SendsAsync(Somebody who, string? meant = null)
    {
        await Form(who).GetByRole(AriaRole.Button, new() { Name = "Save and send" }).ClickAsync();
        if (meant is not null)
            await who.Button(meant).ClickAsync();
        await Expect(Form(who)).ToHaveCountAsync(0);
    }

    /// <summary>Where a link of the mail leads, as its text has it: in the line below its words.</summary>
    private static string LinkIn(BroughtInvitation mail, string words) =>
        mail.Mail.TextBody!.ReplaceLineEndings("\n").Split('\n').SkipWhile(line => line != $"{words}:").ElementAt(1);
}
