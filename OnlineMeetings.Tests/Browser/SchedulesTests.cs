using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using OnlineMeetings.Calendar;
using OnlineMeetings.Data;
using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>When a meeting takes place is set in the settings, and seen on its card, at the door and in the room.</summary>
[Collection("Pages")]
public sealed class SchedulesTests(Chromium chromium)
{
    [Fact]
    public async Task A_schedule_that_is_saved_shows_on_the_card_and_at_the_door()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var ana = await app.AdministratorAsync(look: InUtc());
        await ana.GoesToAsync("meetings");
        await Expect(ana.Card("Autumn catalogue")).ToContainTextAsync("No date, always open");
        var start = DateTime.UtcNow.AddMinutes(31);

        await ana.OpensSettingsAsync(meeting);
        await ana.SetsAsync("Scheduled meeting", true);
        await Schedule(ana).GetByLabel("Start date").FillAsync(start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await Schedule(ana).GetByLabel("Start time").FillAsync(start.ToString("HH:mm", CultureInfo.InvariantCulture));
        await ana.SavesAsync();
        var bo = await app.StrangerAsync("Bo", InUtc());
        await bo.ComesToDoorAsync(meeting.Link);

        await Expect(bo.Room.GetByText(new Regex("^Starts in (?:29|30|31) minutes$", RegexOptions.None, TimeSpan.FromSeconds(1)))).ToBeVisibleAsync();
        await ana.GoesToAsync("meetings");
        await Expect(ana.Card("Autumn catalogue")).ToContainTextAsync(start.ToString("H:mm", CultureInfo.InvariantCulture));
        await Expect(ana.Card("Autumn catalogue")).ToContainTextAsync(start.Date == DateTime.UtcNow.Date ? "Today" : "Tomorrow");
    }

    [Fact]
    public async Task An_end_before_the_start_is_refused_beside_its_field_and_a_repetition_is_kept()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var ana = await app.AdministratorAsync(look: InUtc());
        await ana.OpensSettingsAsync(meeting);
        await ana.SetsAsync("Scheduled meeting", true);
        await Schedule(ana).GetByLabel("End date").FillAsync("2020-01-01");
        await ana.Button("Save").ClickAsync();
        await Expect(Schedule(ana).GetByRole(AriaRole.Alert)).ToHaveTextAsync("The end lies before the start. Choose a later day.");

        await Schedule(ana).GetByLabel("Start date").FillAsync("2091-09-18");
        await Schedule(ana).GetByLabel("Start time").FillAsync("10:00");
        await Schedule(ana).GetByLabel("End date").FillAsync("2091-09-18");
        await Schedule(ana).GetByLabel("End time").FillAsync("11:00");
        await Schedule(ana).GetByLabel("Time zone").SelectOptionAsync("Europe/Berlin");
        await Schedule(ana).GetByLabel("Repeat", new() { Exact = true }).SelectOptionAsync("Every week on Tuesday");
        await Schedule(ana).GetByLabel("The repetition ends").SelectOptionAsync("On a day");
        await Schedule(ana).GetByLabel("Last day").FillAsync("2091-10-30");
        await Schedule(ana).GetByText("Keep active").ClickAsync();
        await ana.SavesAsync();
        await ana.OpensSettingsAsync(meeting);

        await Expect(Schedule(ana).GetByLabel("Repeat", new() { Exact = true })).ToHaveValueAsync("Weekly");
        await Expect(Schedule(ana).GetByLabel("Last day")).ToHaveValueAsync("2091-10-30");
        await Expect(Schedule(ana).GetByRole(AriaRole.Radio).Nth(2)).ToBeCheckedAsync();
        await ana.GoesToAsync("meetings");
        await Expect(ana.Card("Autumn catalogue")).ToContainTextAsync("18 September 2091 8:00");
    }

    [Fact]
    public async Task Who_is_inside_when_the_time_is_over_is_told_and_stays_and_then_the_meeting_goes_to_the_archive()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var bo = await app.StrangerAsync("Bo");
        await bo.JoinsAsync(meeting.Link);
        var dbs = app.Server.Get<IDbContextFactory<MeetingsDb>>();
        var yesterday = DateTime.SpecifyKind(DateTime.UtcNow.AddDays(-1), DateTimeKind.Unspecified);
        await dbs.WriteAsync(async db => (await db.Meetings.SingleAsync(m => m.Id == meeting.Id))
            .PlanFor(new Schedule(yesterday, yesterday.AddHours(1), "UTC", null), now: DateTime.UtcNow.AddDays(-2)), default);

        await app.Server.Get<Timekeeper>().MoveOnAsync(default);

        await bo.IsToldAsync("The scheduled time is over.");
        await bo.IsInsideAsync();
        await bo.LeavesAsync();
        await bo.IsAtDoorAsync();
        await app.Server.Get<Timekeeper>().MoveOnAsync(default);
        await bo.ReloadsAsync();
        await Expect(bo.Room.GetByText("This meeting is in the archive")).ToBeVisibleAsync();
    }

    private static BrowserNewContextOptions InUtc() => new() { TimezoneId = "UTC" };

    private static ILocator Schedule(Somebody who) => who.Page.GetByRole(AriaRole.Region, new() { Name = "Schedule" });
}
