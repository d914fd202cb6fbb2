using System.Security.Claims;
using AngleSharp.Dom;
using Bunit;
using Bunit.TestDoubles;
using FluentValidation;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Calendar.Editing;
using OnlineMeetings.Calendar.Views;
using OnlineMeetings.Mail;
using OnlineMeetings.Meetings;
using OnlineMeetings.Shell;
using OnlineMeetings.Tests.Meetings;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Calendar.Views;

/// <summary>The calendar of somebody in Berlin. It is Tuesday, 15 September 2026, 10:00 UTC.</summary>
public sealed class CalendarPageTests : IAsyncLifetime
{
    private readonly BunitContext _browser = new();
    private readonly BookOfTests _tests = new();
    private readonly CalendarBook _book;
    private readonly PersonId _ana;
    private readonly CancellationToken _ct = Xunit.TestContext.Current.CancellationToken;

    public CalendarPageTests()
    {
        Texts.Speak("en");
        _ana = _tests.Database.Member("Ana").Person;
        _book = _tests.Calendar;
        _browser.Services.AddMudServices();
        _browser.Services.AddLocalization();
        _browser.Services.AddSingleton(_book);
        _browser.Services.AddSingleton(_tests.Lists);
        _browser.Services.AddSingleton(Inviting.Mail);
        _browser.Services.AddSingleton(new Outbox(_tests.Database));
        _browser.Services.AddSingleton<TimeProvider>(_tests.Time);
        _browser.Services.AddSingleton<IValidator<AppointmentForm>>(new AppointmentRules(Texts.Of<CalendarTexts>()));
        _browser.Services.AddScoped<ViewerClock>();
        _browser.Services.AddSingleton<TimeWords>();
        _browser.Services.AddSingleton<ScheduleWords>();
        _browser.Services.AddSingleton<CalendarWords>();
        _browser.JSInterop.Mode = JSRuntimeMode.Loose;
        InZone("Europe/Berlin");
        _browser.AddAuthorization().SetAuthorized("ana@holm.example").SetClaims(new Claim(ClaimTypes.NameIdentifier, _ana.Value.ToString()));
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _tests.Dispose();
    }

    [Fact]
    public async Task A_month_is_a_table_with_its_name_whose_days_hold_their_appointments()
    {
        await AddAsync("Call", At(16, 14));

        var page = Open("?view=month&day=2026-09-01");

        var table = page.WaitForElement("table");
        Assert.Equal("September 2026", table.QuerySelector("caption")!.TextContent);
        Assert.Equal(["Monday", "Sunday"], new[] { 0, 6 }.Select(day => table.QuerySelectorAll("th[scope=col]")[day].GetAttribute("abbr")));
        Assert.Equal(5, table.QuerySelectorAll("tbody tr").Length);
        var day = table.QuerySelector("td[data-day='2026-09-16']")!;
        Assert.Equal("Wednesday 16 September, 1 appointment", day.QuerySelector("a.d")!.GetAttribute("aria-label"));
        Assert.Equal(("Call", "14:00"), (day.QuerySelector("li b")!.TextContent, day.QuerySelector("li small")!.TextContent));
        Assert.Equal("date", table.QuerySelector("td[data-day='2026-09-15']")!.GetAttribute("aria-current"));
    }

    [Fact]
    public async Task Who_looks_from_another_zone_sees_other_times_and_the_same_whole_days()
    {
        await AddAsync("Call", At(16, 23));
        await AddAsync("Holiday", Span.Days(new LocalDate(2026, 9, 16), new LocalDate(2026, 9, 16)));
        InZone("Asia/Tokyo");

        var page = Open("?view=month&day=2026-09-01");

        page.WaitForElement("table");
        Assert.Equal(["Holiday"], EntriesOn(page, "2026-09-16"));
        Assert.Equal(["Call"], EntriesOn(page, "2026-09-17"));
        Assert.Equal("6:00", page.Find("td[data-day='2026-09-17'] small").TextContent);
    }

    [Fact]
    public async Task What_does_not_fit_into_a_day_is_behind_a_link_to_it()
    {
        for (var hour = 9; hour < 13; hour++)
            await AddAsync($"Call {hour}", At(16, hour));

        var page = Open("?view=month&day=2026-09-01");

        var more = page.WaitForElement("a.more-of");
        Assert.Equal(["Call 9", "Call 10"], EntriesOn(page, "2026-09-16"));
        Assert.Equal(("2 more", "2 more on Wednesday 16 September", "calendar?view=day&day=2026-09-16"), (more.TextContent, more.GetAttribute("aria-label"), more.GetAttribute("href")));
    }

    [Fact]
    public async Task A_week_has_a_row_for_whole_days_and_one_for_the_hours()
    {
        await AddAsync("Call", At(16, 14));
        await AddAsync("Fair", Span.Days(new LocalDate(2026, 9, 15), new LocalDate(2026, 9, 17)));

        var page = Open("?view=week&day=2026-09-16");

        page.WaitForElement("table");
        Assert.Equal("14 – 20 September 2026", page.Find("h1").TextContent);
        Assert.Equal("All day", page.Find("tr.whole th").TextContent);
        Assert.Equal([.. Enumerable.Repeat("Fair", 3)], page.FindAll("tr.whole li b").Select(entry => entry.TextContent));
        Assert.Equal("14:00 – 15:00", page.Find("td[data-hours] small").TextContent);
    }

    [Fact]
    public async Task An_agenda_names_the_days_that_have_appointments()
    {
        await AddAsync("Call", At(15, 14));
        await AddAsync("Lunch", At(18, 13));

        var page = Open("?view=agenda&day=2026-09-15");

        page.WaitForElement(".agenda li");
        Assert.Equal(["Today, Tuesday 15 September", "Friday 18 September"], page.FindAll(".agenda h2").Select(heading => heading.TextContent));
    }

    [Fact]
    public void An_empty_agenda_says_so() => Assert.Equal("No appointments", Open("?view=agenda&day=2026-09-15").WaitForElement(".empty b").TextContent);

    [Fact]
    public async Task What_can_not_be_read_is_said_and_tried_again()
    {
        await AddAsync("Call", At(16, 14));
        _tests.Database.Away = true;
        var page = Open();
        Assert.Contains("Your calendar could not be loaded", page.WaitForElement("[role=alert]").TextContent, StringComparison.Ordinal);

        _tests.Database.Away = false;
        await Button(page, "Try again").ClickAsync();

        page.WaitForElement("li .ev");
    }

    [Fact]
    public void A_new_appointment_is_refused_beside_its_field_until_it_has_a_subject()
    {
        var page = Open();
        AskForNew(page);

        page.WaitForElement("form#appointment").Submit();

        page.WaitForAssertion(() => Assert.Equal("Say what it is about.", page.Find("form [role=alert]").TextContent));
        Assert.NotNull(page.Find("[role=dialog]"));
        page.Find("#f-subject").Change("Call");
        Assert.Empty(page.FindAll("form [role=alert]"));
    }

    [Fact]
    public async Task A_new_appointment_stands_in_the_calendar_with_all_that_was_typed()
    {
        var page = Open("?view=month&day=2026-09-18");
        AskForNew(page);
        page.WaitForElement("#f-subject").Change("Team call");
        Assert.Equal("2026-09-18", page.Find("input[aria-label='Start date']").GetAttribute("value"));
        page.Find("#attendees").Input("Bo <bo@example.org>");
        Assert.Equal("Save and send", Submit(page).TextContent);
        page.Find("#attendees").Change("Bo <bo@example.org>");
        await Button(page, "1 h").ClickAsync();
        page.Find("input[aria-label='Create online meeting']").Change(true);

        page.Find("form#appointment").Submit();

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[role=dialog]")));
        page.WaitForAssertion(() => Assert.Equal(["Team call"], EntriesOn(page, "2026-09-18")));
        var line = Assert.Single(await _book.ListAsync(_ana, Utc(1), Utc(30), _ct));
        var details = (await _book.FindAsync(_ana, line.Appointment, _ct))!.Appointment.Details;
        Assert.Equal(("bo@example.org", "Bo"), (Assert.Single(details.Attendees).Address, details.Attendees[0].Name));
        Assert.Equal([Duration.FromMinutes(10), Duration.FromHours(1)], details.Reminders.Select(reminder => reminder.Before));
        Assert.NotNull(line.Meeting);
    }

    [Fact]
    public void What_is_no_address_stays_to_be_mended_and_the_good_ones_are_taken()
    {
        var page = Open();
        AskForNew(page);
        page.WaitForElement("#f-subject").Change("Call");
        page.Find("#attendees").Change("ana@example.org, bo@");

        page.Find("form#appointment").Submit();

        page.WaitForAssertion(() => Assert.Equal("“bo@” is not an address. Write it like bo@example.org.", page.Find("#attendees-hint").TextContent));
        Assert.Equal("bo@", page.Find("#attendees").GetAttribute("value"));
        Assert.Contains("ana@example.org", page.Find(".chip").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_of_a_series_is_changed_alone_where_that_is_meant()
    {
        var sheet = await AddAsync("Call", At(16, 14), "FREQ=WEEKLY");
        var page = Open("?view=month&day=2026-09-01");
        Navigation.NavigateTo(page.WaitForElement("td[data-day='2026-09-23'] .ev").GetAttribute("href")!);
        page.WaitForElement("#f-subject").Change("Review");

        page.Find("form#appointment").Submit();
        page.WaitForAssertion(() => Assert.Contains("Which do you mean?", page.Markup, StringComparison.Ordinal));
        await Button(page, "Only this one").ClickAsync();

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[role=dialog]")));
        page.WaitForAssertion(() => Assert.Equal(["Review"], EntriesOn(page, "2026-09-23")));
        Assert.Equal(["Call", "Call"], [.. EntriesOn(page, "2026-09-16"), .. EntriesOn(page, "2026-09-30")]);
        Assert.DoesNotContain("appointment=", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_saves_an_older_one_is_told_and_loses_nothing()
    {
        var sheet = await AddAsync("Call", At(16, 14));
        var page = Open("?view=month&day=2026-09-01");
        Navigation.NavigateTo(page.WaitForElement("td[data-day='2026-09-16'] .ev").GetAttribute("href")!);
        page.WaitForElement("#f-subject").Change("Review");
        await _book.ChangeAsync(_ana, sheet.Id, sheet.Version, null, Scope.All, sheet.Appointment, MeetingChoice.AsItIs, _ct);

        page.Find("form#appointment").Submit();

        page.WaitForAssertion(() => Assert.StartsWith("It was changed meanwhile", page.Find("[role=dialog] [role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("Review", page.Find("#f-subject").GetAttribute("value"));
        page.Find("form#appointment").Submit();
        page.WaitForAssertion(() => Assert.Equal(["Review"], EntriesOn(page, "2026-09-16")));
    }

    [Fact]
    public async Task Of_many_meetings_the_one_is_found_that_was_long_not_used()
    {
        var old = await _tests.MakeAsync(_ana, "Board of trustees");
        for (var i = 0; i < MeetingLists.PageSize; i++)
            await _tests.MakeAsync(_ana, $"Daily {i}");
        var page = Open();
        AskForNew(page);
        page.WaitForElement("#f-subject").Change("Call");
        Assert.DoesNotContain("Board of trustees", page.WaitForElement("#online-meeting").TextContent, StringComparison.Ordinal);

        page.WaitForElement("input[type=search]").Input("trustee");
        page.WaitForAssertion(() => Assert.Equal(["None", "Board of trustees"], page.FindAll("#online-meeting option").Select(option => option.TextContent)));
        page.Find("#online-meeting").Change(old.Id.ToString());
        page.Find("input[type=search]").Input("nothing like it");
        page.WaitForAssertion(() => Assert.Equal("Nothing found for “nothing like it”", page.Find(".field [role=status]").TextContent));
        Assert.Equal(["None", "Board of trustees"], page.FindAll("#online-meeting option").Select(option => option.TextContent));
        page.Find("form#appointment").Submit();

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("form#appointment")));
        Assert.Equal(old.Id, Assert.Single(await _book.ListAsync(_ana, Utc(15), Utc(17), _ct)).Meeting);
    }

    [Theory]
    [InlineData("17", "2026-09-17", 600, true)]
    [InlineData("an hour that is none", "2026-09-17", 5000, false)]
    [InlineData("a day that is not shown", "2031-01-01", 600, false)]
    [InlineData("no day", "x", 600, false)]
    public async Task A_browser_moves_an_entry_within_what_is_shown_and_nothing_else(string what, string day, int minute, bool moved)
    {
        var sheet = await AddAsync("Call", At(16, 14));
        var page = Open("?view=week&day=2026-09-16");
        page.WaitForElement("li .ev");
        var calendar = page.FindComponent<CalendarPage>();

        await calendar.InvokeAsync(() => calendar.Instance.MoveAsync(sheet.Id.ToString(), "20260916T140000", day, minute));

        var starts = (await _book.FindAsync(_ana, sheet.Id, _ct))!.Appointment.When.Start;
        Assert.True(moved == (starts == new LocalDateTime(2026, 9, 17, 10, 0)) && moved == (starts != At(16, 14).Start), what);
    }

    private BunitNavigationManager Navigation => _browser.Services.GetRequiredService<BunitNavigationManager>();

    private IRenderedComponent<IComponent> Open(string query = "?view=month&day=2026-09-15")
    {
        Navigation.NavigateTo($"calendar{query}");
        return _browser.Render(builder =>
        {
            builder.OpenComponent<MudPopoverProvider>(0);
            builder.CloseComponent();
            builder.OpenComponent<MudDialogProvider>(1);
            builder.CloseComponent();
            builder.OpenComponent<CalendarPage>(2);
            builder.CloseComponent();
        });
    }

    private void InZone(string zone) => _browser.JSInterop.Setup<string?>("document.documentElement.getAttribute", "data-time-zone").SetResult(zone);

    private Task<AppointmentSheet> AddAsync(string subject, Span when, string? rule = null) =>
        _book.AddAsync(_ana, new Appointment(CalendarBook.NewUid(), when, new Details { Subject = subject }) { Rule = rule }, MeetingChoice.None, _ct);

    // Not awaited: the click's handler ends with the dialog.
    private static void AskForNew(IRenderedComponent<IComponent> page) => Button(page, "New appointment").Click();

    private static IElement Button(IRenderedComponent<IComponent> page, string name) => page.FindAll("button").First(button => button.TextContent.Trim() == name);

    private static IElement Submit(IRenderedComponent<IComponent> page) => page.Find("button[form=appointment]");

    private static string[] EntriesOn(IRenderedComponent<IComponent> page, string day) => [.. page.FindAll($"td[data-day='{day}'] li b").Select(entry => entry.TextContent)];

    private static Span At(int day, int hour) => new(new LocalDateTime(2026, 9, day, hour, 0), new LocalDateTime(2026, 9, day, hour, 0).PlusHours(1), new Zone("Europe/Berlin"));

    private static DateTime Utc(int day) => new(2026, 9, day, 0, 0, 0, DateTimeKind.Utc);
}
