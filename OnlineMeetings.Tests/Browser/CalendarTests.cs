using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>A calendar is filled, changed and looked at, and its online meetings are met in.</summary>
[Collection("Pages")]
public sealed class CalendarTests(Chromium chromium)
{
    private const string Month = "calendar?view=month&day=2091-09-01";

    [Fact]
    public async Task A_new_appointments_online_meeting_is_among_my_meetings_and_its_link_leads_to_the_door()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var ana = await app.AdministratorAsync(look: In("UTC"));
        await ana.GoesToAsync("meetings");
        await ana.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Link, new() { Name = "Calendar" }).ClickAsync();
        await ana.Button("New appointment").ClickAsync();
        await Form(ana).GetByLabel("Subject").FillAsync("Autumn catalogue");
        await Form(ana).GetByLabel("Start date").FillAsync("2091-09-18");
        await Form(ana).GetByLabel("Start time").FillAsync("10:00");
        await Form(ana).GetByLabel("Attendees").FillAsync("Bo Berg <bo@example.org>");
        await Form(ana).GetByRole(AriaRole.Checkbox, new() { Name = "Create online meeting" }).CheckAsync(new() { Force = true });
        await Form(ana).GetByRole(AriaRole.Button, new() { Name = "Save and send" }).ClickAsync();
        await Expect(Form(ana)).ToHaveCountAsync(0);

        await ana.GoesToAsync("meetings");
        await Expect(ana.Card("Autumn catalogue")).ToContainTextAsync("18 September 2091 10:00");
        await ana.GoesToAsync(Month);
        await Entry(ana, "2091-09-18").ClickAsync();
        var link = await Form(ana).GetByRole(AriaRole.Link, new() { Name = "Join" }).GetAttributeAsync("href");
        await Form(ana).GetByRole(AriaRole.Button, new() { Name = "Copy link" }).ClickAsync();
        await Expect(Form(ana).GetByText("Copied")).ToBeVisibleAsync();
        Assert.Equal(link, await ana.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
        var bo = await app.StrangerAsync("Bo");
        await bo.ComesToDoorAsync(link!);
        Assert.Empty(ana.Faults);
    }

    [Fact]
    public async Task One_occurrence_is_drawn_to_another_day_and_the_following_are_deleted()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var ana = await app.AdministratorAsync(look: In("UTC"));
        await ana.GoesToAsync(Month);
        await MakesAsync(ana, "Monday round", "2091-09-03", "9:00", "Weekly");
        await Expect(Entry(ana, "2091-09-10")).ToBeVisibleAsync();

        await ana.DrawsAsync(Entry(ana, "2091-09-10"), Day(ana, "2091-09-12"));
        await ana.Button("Only this one").ClickAsync();
        await Expect(Entry(ana, "2091-09-12")).ToBeVisibleAsync();
        await Expect(Entry(ana, "2091-09-10")).ToHaveCountAsync(0);
        await Expect(Entry(ana, "2091-09-17")).ToBeVisibleAsync();
        await ana.Button("Undo").ClickAsync();
        await Expect(Entry(ana, "2091-09-10")).ToBeVisibleAsync();
        await ana.DrawsAsync(Entry(ana, "2091-09-10"), Day(ana, "2091-09-12"));
        await ana.Button("Only this one").ClickAsync();
        await Expect(Entry(ana, "2091-09-12")).ToBeVisibleAsync();

        await Entry(ana, "2091-09-17").ClickAsync();
        await Form(ana).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await ana.Button("This and all following").ClickAsync();
        await Expect(Entry(ana, "2091-09-17")).ToHaveCountAsync(0);
        await Expect(Entry(ana, "2091-09-24")).ToHaveCountAsync(0);
        await Expect(Entry(ana, "2091-09-12")).ToBeVisibleAsync();
        await Expect(Entry(ana, "2091-09-03")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task In_a_week_an_entry_is_drawn_to_another_time()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var ana = await app.AdministratorAsync(look: In("UTC"));
        await ana.GoesToAsync("calendar?view=week&day=2091-09-05");
        await MakesAsync(ana, "Call", "2091-09-05", "09:00");
        var entry = Entry(ana, "2091-09-05");
        await Expect(entry).ToContainTextAsync("9:00 – 10:00");

        // An hour is 48 pixels high.
        var box = (await entry.BoundingBoxAsync())!;
        var friday = (await ana.Page.Locator("td[data-day='2091-09-07'][data-hours]").BoundingBoxAsync())!;
        await ana.DrawsAsync(entry, friday.X + 20, box.Y + 10 + 96);

        await Expect(Entry(ana, "2091-09-07")).ToContainTextAsync("11:00 – 12:00");
        await Expect(ana.Page.GetByRole(AriaRole.Status).GetByText("“Call” was moved to Friday 7 September")).ToBeVisibleAsync();
        Assert.DoesNotContain("appointment=", ana.Page.Url, StringComparison.Ordinal);

        await ana.Button("Undo").ClickAsync();
        await Expect(Entry(ana, "2091-09-05")).ToContainTextAsync("9:00 – 10:00");
        await Expect(ana.Page.GetByRole(AriaRole.Status).GetByText("“Call” is where it was")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_looks_from_another_zone_sees_other_times()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var ana = await app.AdministratorAsync(look: In("Europe/Berlin"));
        await ana.GoesToAsync(Month);
        await MakesAsync(ana, "Call", "2091-09-05", "03:00");
        await Expect(Entry(ana, "2091-09-05")).ToContainTextAsync("3:00");

        var abroad = await app.AdministratorAsync(look: In("America/New_York"));
        await abroad.GoesToAsync(Month);

        await Expect(Entry(abroad, "2091-09-04")).ToContainTextAsync("21:00");
        await Entry(abroad, "2091-09-04").ClickAsync();
        await Expect(Form(abroad).GetByText("For you: Tuesday 4 September 2091, 21:00")).ToBeVisibleAsync();
        await Expect(Form(abroad).GetByLabel("Start time")).ToHaveValueAsync("03:00");
    }

    [Fact]
    public async Task Back_closes_what_was_opened_and_the_views_are_in_the_address()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var ana = await app.AdministratorAsync(look: In("UTC"));
        await ana.GoesToAsync(Month);
        await MakesAsync(ana, "Call", "2091-09-05", "09:00");
        await Entry(ana, "2091-09-05").ClickAsync();
        await Expect(Form(ana)).ToBeVisibleAsync();
        await ana.Page.GoBackAsync();
        await Expect(Form(ana)).ToHaveCountAsync(0);

        await ana.Page.GetByRole(AriaRole.Link, new() { Name = "Week", Exact = true }).ClickAsync();
        await Expect(ana.Page).ToHaveURLAsync(new Regex("view=week&day=2091-09-01$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(ana.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("27 August – 2 September 2091");
        await ana.Page.GetByRole(AriaRole.Link, new() { Name = "Later", Exact = true }).ClickAsync();
        await Expect(ana.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("3 – 9 September 2091");
        await Expect(Entry(ana, "2091-09-05")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Axe_finds_nothing_in_the_calendar()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var found = new Findings();
        var ana = await app.AdministratorAsync("Ana", Findings.Still());
        await ana.GoesToAsync(Month);
        await MakesAsync(ana, "Call", "2091-09-05", "09:00", "Weekly");
        await MakesAsync(ana, "Lunch", "2091-09-05", "12:00");
        await MakesAsync(ana, "Tea", "2091-09-05", "16:00");
        foreach (var view in new[] { "month", "week", "day", "agenda" })
        {
            await ana.GoesToAsync($"calendar?view={view}&day=2091-09-05");
            await Expect(ana.Page.Locator(".ev").First).ToBeAttachedAsync();
            await found.InAllLooksAsync($"calendar, {view}", ana);
        }
        await ana.GoesToAsync(Month);
        await Entry(ana, "2091-09-05").First.ClickAsync();
        await Expect(Form(ana)).ToBeVisibleAsync();
        await Form(ana).GetByLabel("Subject").FillAsync("");
        await Form(ana).GetByLabel("Attendees").FillAsync("bo@example.org, nobody");
        await Form(ana).GetByRole(AriaRole.Button, new() { Name = "Save and send" }).ClickAsync();
        await Expect(Form(ana).GetByText("Say what it is about.")).ToBeVisibleAsync();
        await found.InAllLooksAsync("calendar, appointment", ana);
        await Form(ana).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(ana.Button("Only this one")).ToBeVisibleAsync();
        await found.InAllLooksAsync("calendar, which ones", ana);
        found.AreNone();
    }

    private static BrowserNewContextOptions In(string zone) => new() { TimezoneId = zone, ViewportSize = new() { Width = 1440, Height = 900 } };

    private static ILocator Form(Somebody who) => who.Page.GetByRole(AriaRole.Dialog).First;

    private static ILocator Day(Somebody who, string day) => who.Page.Locator($"td[data-day='{day}']");

    private static ILocator Entry(Somebody who, string day) => Day(who, day).Locator(".ev");

    private static async Task MakesAsync(Somebody who, string subject, string day, string time, string? repeat = null)
    {
        await who.Button("New appointment").ClickAsync();
        await Form(who).GetByLabel("Subject").FillAsync(subject);
        await Form(who).GetByLabel("Start date").FillAsync(day);
        await Form(who).GetByLabel("Start time").FillAsync(time.PadLeft(5, '0'));
        if (repeat is not null)
            await Form(who).GetByLabel("Repeat", new() { Exact = true }).SelectOptionAsync(repeat);
        await Form(who).GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(Form(who)).ToHaveCountAsync(0);
    }
}
