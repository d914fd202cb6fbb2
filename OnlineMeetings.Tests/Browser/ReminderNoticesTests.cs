using Microsoft.Playwright;
using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Invitations;
using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>One is reminded in whatever page is open, also in a meeting.</summary>
[Collection("Pages")]
public sealed class ReminderNoticesTests(Chromium chromium)
{
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reminder_is_in_all_open_pages_leads_to_the_meeting_and_dismissed_once_is_gone_in_all()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var ana = await app.AdministratorAsync("Ana", Findings.Still());
        await ana.GoesToAsync("meetings");
        var search = ana.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search meetings" });
        var inside = await ana.InAnotherTabAsync();
        await inside.JoinsAsync(meeting.Link);
        await ana.Page.BringToFrontAsync();
        await search.FocusAsync();
        await Expect(search).ToBeFocusedAsync();

        var sheet = await IsRemindedAsync(app, "Team call");

        var notice = Notice(ana.Page.GetByRole(AriaRole.Status), "Team call");
        await Expect(notice).ToContainTextAsync("Starts in 10 minutes");
        await Expect(notice.GetByRole(AriaRole.Link, new() { Name = "Join" })).ToHaveAttributeAsync("href", sheet.Appointment.Details.Conference!.Url);
        await Expect(search).ToBeFocusedAsync();
        var found = new Findings();
        await found.InAllLooksAsync("reminder", ana);
        found.AreNone();

        var inRoom = Notice(inside.Room.GetByRole(AriaRole.Status), "Team call");
        await Expect(inRoom.GetByRole(AriaRole.Link, new() { Name = "Join" })).ToBeVisibleAsync();
        await inRoom.GetByRole(AriaRole.Button, new() { Name = "Dismiss" }).ClickAsync();

        await Expect(inRoom).ToHaveCountAsync(0);
        await Expect(notice).ToHaveCountAsync(0);
        await ana.ReloadsAsync();
        await Expect(search).ToBeVisibleAsync();
        await Expect(notice).ToHaveCountAsync(0);
        Assert.Empty(ana.Faults.Concat(inside.Faults));
    }

    private static ILocator Notice(ILocator status, string subject) => status.GetByRole(AriaRole.Group, new() { Name = subject });

    /// <summary>An appointment in ten minutes, of which its owner has been reminded.</summary>
    private async Task<AppointmentSheet> IsRemindedAsync(MeetingsInChromium app, string subject)
    {
        var ana = await app.Server.AdministratorAsync();
        var start = LocalDateTime.FromDateTime(DateTime.UtcNow).With(TimeAdjusters.TruncateToSecond).PlusMinutes(10).PlusSeconds(2);
        var sheet = await app.Server.Get<CalendarBook>().AddAsync(
            ana.Id,
            new Appointment(CalendarBook.NewUid(), new Span(start, start.PlusHours(1), Zone.Utc), new Details { Subject = subject, Reminders = [new Reminder(Duration.FromMinutes(10))] }),
            MeetingChoice.New,
            _ct);
        await Somebody.EventuallyAsync($"{subject} is reminded of", async () =>
        {
            await app.Server.Get<ReminderRound>().GoAsync(_ct);
            return (await app.Server.Get<ReminderBoard>().OfAsync(ana.Id, _ct)).Count > 0;
        });
        return sheet;
    }
}
