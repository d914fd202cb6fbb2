using System.Security.Claims;
using AngleSharp.Dom;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using OnlineMeetings.Attendance;
using OnlineMeetings.Calendar;
using OnlineMeetings.Meetings;
using OnlineMeetings.Meetings.Settings;
using OnlineMeetings.Meetings.Occurrences;
using OnlineMeetings.Shell;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Meetings.Occurrences;

/// <summary>The pages of a meeting's occurrences, as somebody in Berlin sees them.</summary>
public sealed class OccurrencesPageTests : IAsyncLifetime
{
    private readonly BunitContext _browser = new();
    private readonly OccurrencesOfTests _tests = new();
    private Meeting _meeting = null!;

    public OccurrencesPageTests()
    {
        Texts.Speak("en");
        _browser.Services.AddLocalization();
        _browser.Services.AddSingleton(_tests.Book);
        _browser.Services.AddSingleton(new Timetables(_tests.Database));
        _browser.Services.AddSingleton(_tests.Attendance);
        _browser.Services.AddSingleton(_tests.Chats);
        _browser.Services.AddSingleton(_tests.Files);
        _browser.Services.AddSingleton(new SettingsDesk(_tests.Database, rules: null!, passwords: null!, _tests.Rooms.Live, Inviting.News(_tests.Time), _tests.Time));
        _browser.Services.AddSingleton<TimeProvider>(_tests.Time);
        _browser.Services.AddScoped<ViewerClock>();
        _browser.Services.AddSingleton<TimeWords>();
        _browser.JSInterop.Mode = JSRuntimeMode.Loose;
        _browser.JSInterop.Setup<string?>("document.documentElement.getAttribute", "data-time-zone").SetResult("Europe/Berlin");
        SignIn(Viewers.Organizer);
    }

    public async ValueTask InitializeAsync() => _meeting = await _tests.RepeatingAsync();

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _tests.Dispose();
    }

    [Fact]
    public void Each_occurrence_is_a_link_in_the_viewers_time_with_its_counts()
    {
        var page = OpenList();

        page.WaitForElement(".occurrences");
        Assert.Equal(
            ["Tuesday 10 November 10:00–11:00 1 person 1 message 2 files", "Tuesday 3 November 10:00–11:00 2 people 2 messages 1 file"],
            page.FindAll(".occurrences li").Select(Words));
        Assert.Equal($"/meetings/{_meeting.Id.Value}/occurrences/{Repeating.Second}", page.Find(".occurrences a").GetAttribute("href"));
    }

    [Fact]
    public void The_one_that_comes_and_the_one_that_runs_are_marked()
    {
        _tests.Time.SetUtcNow(new DateTimeOffset(2026, 11, 17, 8, 45, 0, TimeSpan.Zero));
        Assert.Equal("Next", OpenList().WaitForElement(".occurrences .tag").TextContent);

        _tests.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal("Now", OpenList().WaitForElement(".occurrences .tag").TextContent);
    }

    [Fact]
    public async Task Older_ones_are_shown_when_asked_for()
    {
        _tests.Time.SetUtcNow(new DateTimeOffset(2027, 4, 7, 12, 0, 0, TimeSpan.Zero));
        var page = OpenList();
        page.WaitForAssertion(() => Assert.Equal(OccurrenceBook.PageSize, page.FindAll(".occurrences li").Count));

        await Button(page, "Show more").ClickAsync();

        page.WaitForAssertion(() => Assert.Equal(23, page.FindAll(".occurrences li").Count));
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent == "Show more");
    }

    [Fact]
    public async Task Without_a_schedule_the_page_says_what_would_be_here()
    {
        _meeting = await _tests.Database.MeetingAsync();

        var page = OpenList();

        page.WaitForAssertion(() => Assert.Contains("This meeting has no date", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void Somebody_else_finds_no_such_meeting()
    {
        SignIn(_tests.Database.Member("Cleo"));

        Assert.Equal("There is no such meeting among yours", OpenList().WaitForElement("h1").TextContent);
        Assert.Equal("There is no such occurrence", OpenOne(Repeating.First).WaitForElement("h1").TextContent);
        Assert.Equal("There is no such meeting among yours", OpenAttendance(Repeating.First).WaitForElement("h1").TextContent);
    }

    [Fact]
    public void One_occurrence_has_its_own_messages_files_and_exports()
    {
        var page = OpenOne(Repeating.First);

        page.WaitForAssertion(() => Assert.Equal(["First hello", "First answer"], page.FindAll("[data-message] p").Select(p => p.TextContent)));
        Assert.Equal(["first.pdf"], page.FindAll(".files a").Select(a => a.TextContent));
        Assert.Contains("Tuesday 3 November 10:00–11:00", page.Find("h1").TextContent, StringComparison.Ordinal);
        Assert.All(
            page.FindAll("a[download]").Where(a => !a.Matches(".files a")),
            a => Assert.Contains($"occurrence={Repeating.First}", a.GetAttribute("href"), StringComparison.Ordinal));
        Assert.NotNull(page.Find($"a[href='/meetings/{_meeting.Id.Value}/attendance?occurrence={Repeating.First}']"));
    }

    [Theory]
    [InlineData("Delete these messages", "2 messages are deleted for everybody. This can't be undone.", "2 0 1")]
    [InlineData("Delete these files", "1 file is deleted for everybody. This can't be undone.", "2 2 0")]
    [InlineData("Delete the attendance", "The times of 2 people are deleted. This can't be undone.", "0 2 1")]
    public async Task Deleting_asks_first_says_how_many_and_leaves_the_rest(string what, string question, string left)
    {
        var page = OpenOne(Repeating.First);
        page.WaitForElement("[data-message]");

        await Button(page, $"{what}…").ClickAsync();
        Assert.Equal(question, page.WaitForElement(".asks p").TextContent);
        Assert.Equal("2 2 1", await CountsAsync(Repeating.First));
        await Button(page, what).ClickAsync();

        page.WaitForAssertion(() => Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent.StartsWith(what, StringComparison.Ordinal)));
        Assert.Equal(left, await CountsAsync(Repeating.First));
        Assert.Equal("1 1 2", await CountsAsync(Repeating.Second));
    }

    [Fact]
    public async Task The_attendance_of_one_is_shown_saved_and_deleted_by_itself()
    {
        var page = OpenAttendance(Repeating.First);

        page.WaitForAssertion(() => Assert.Equal(["Ana", "Bo"], page.FindAll(".attendance .ellipsis").Select(name => name.TextContent)));
        Assert.Equal(["3 November 10:00", "10:50"], page.FindAll(".attendance time").Take(2).Select(time => time.TextContent));
        Assert.EndsWith($"attendance.csv?occurrence={Repeating.First}", page.Find("a[download]").GetAttribute("href"), StringComparison.Ordinal);
        await Button(page, "Delete the attendance…").ClickAsync();
        await Button(page, "Delete the attendance").ClickAsync();

        page.WaitForAssertion(() => Assert.Contains("Nobody was here yet", page.Markup, StringComparison.Ordinal));
        Assert.Equal("0 2 1", await CountsAsync(Repeating.First));
        Assert.Equal("1 1 2", await CountsAsync(Repeating.Second));
    }

    [Theory]
    [InlineData("20261104T0900Z")]
    [InlineData("<script>")]
    public void An_occurrence_that_is_not_there_is_said_not_to_be(string name)
    {
        Assert.Equal("There is no such occurrence", OpenOne(name).WaitForElement("h1").TextContent);
        Assert.Equal("There is no such occurrence", OpenAttendance(Uri.EscapeDataString(name)).WaitForElement("h1").TextContent);
    }

    [Fact]
    public async Task The_attendance_of_all_is_deleted_at_once()
    {
        var page = OpenAttendance(occurrence: null);
        page.WaitForAssertion(() => Assert.Equal(["Ana", "Bo", "Cleo"], page.FindAll(".attendance .ellipsis").Select(name => name.TextContent)));

        await Button(page, "Delete the attendance…").ClickAsync();
        Assert.Equal("The times of 3 people are deleted. This can't be undone.", page.Find(".asks p").TextContent);
        await Button(page, "Delete the attendance").ClickAsync();

        page.WaitForAssertion(() => Assert.Contains("Nobody was here yet", page.Markup, StringComparison.Ordinal));
        Assert.Equal("0 1 2", await CountsAsync(Repeating.Second));
    }

    private IRenderedComponent<OccurrencesPage> OpenList() => _browser.Render<OccurrencesPage>(page => page.Add(p => p.Id, _meeting.Id.Value));

    private IRenderedComponent<OccurrencePage> OpenOne(string name) =>
        _browser.Render<OccurrencePage>(page => page.Add(p => p.Id, _meeting.Id.Value).Add(p => p.Name, name));

    private IRenderedComponent<AttendancePage> OpenAttendance(string? occurrence)
    {
        var path = $"meetings/{_meeting.Id.Value}/attendance{(occurrence is null ? "" : $"?occurrence={occurrence}")}";
        _browser.Services.GetRequiredService<BunitNavigationManager>().NavigateTo(path);
        return _browser.Render<AttendancePage>(page => page.Add(p => p.Id, _meeting.Id.Value));
    }

    private async Task<string> CountsAsync(string name)
    {
        var entry = (await _tests.Book.FindAsync(Viewers.Organizer, _meeting.Id, name, default))!.Entries[0];
        return $"{entry.People} {entry.Messages} {entry.Files}";
    }

    private void SignIn(Viewer who) => _browser.AddAuthorization().SetAuthorized(who.Name).SetClaims(new Claim(ClaimTypes.NameIdentifier, who.Person.Value.ToString()));

    private static IElement Button(IRenderedComponent<IComponent> page, string name) => page.FindAll("button").First(button => button.TextContent.Trim() == name);

    private static string Words(IElement element) => string.Join(' ', element.Children.Select(child => child.TextContent.Trim()));
}
