using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OnlineMeetings.Meetings;
using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>My meetings, Participated and Archive, and what guests have instead, as people use them.</summary>
[Collection("Pages")]
public sealed class ListsTests(Chromium chromium)
{
    private const string Title = "Autumn catalogue";

    [Fact]
    public async Task An_archived_meeting_leaves_my_meetings_is_found_by_search_and_comes_back()
    {
        await using var app = await chromium.StartMeetingsAsync();
        await app.MeetingAsync("Summer catalogue");
        await app.MeetingAsync("Office hours");
        var ana = await app.AdministratorAsync();
        await ana.GoesToAsync("meetings");

        await ana.ChoosesAsync("Summer catalogue", "Archive");
        await Expect(ana.Card("Summer catalogue")).ToHaveCountAsync(0);
        await Expect(ana.Card("Office hours")).ToBeVisibleAsync();
        await Expect(ana.Page.GetByRole(AriaRole.Heading, new() { Name = "My meetings" })).ToBeFocusedAsync();

        await ana.Page.GetByRole(AriaRole.Searchbox).PressSequentiallyAsync("catal");
        await Expect(ana.Card("Summer catalogue")).ToContainTextAsync("Archived: Today");
        await Expect(ana.Page).ToHaveURLAsync(Ending("/meetings?search=catal"));
        await ana.Page.ReloadAsync();
        await Expect(ana.Card("Summer catalogue")).ToBeVisibleAsync();
        await Expect(ana.Page.GetByRole(AriaRole.Searchbox)).ToHaveValueAsync("catal");

        await ana.Page.GetByRole(AriaRole.Link, new() { Name = "Archive" }).ClickAsync();
        await Expect(ana.Page.GetByRole(AriaRole.Heading, new() { Name = "Archive" })).ToBeFocusedAsync();
        await ana.ChoosesAsync("Summer catalogue", "Restore");
        await Expect(ana.Page.GetByText("The archive is empty")).ToBeVisibleAsync();
        await ana.Page.GetByRole(AriaRole.Link, new() { Name = "My meetings", Exact = true }).ClickAsync();
        await Expect(ana.Card("Summer catalogue")).ToBeVisibleAsync();
        Assert.Empty(ana.Faults);
    }

    [Fact]
    public async Task An_archived_meeting_is_read_at_its_door_by_who_was_there_and_restored_there_by_who_organizes_it()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var bo = await app.MemberAsync("Bo");
        await bo.JoinsAsync(meeting.Link, by: "Join chat only");
        await bo.LeavesAsync();
        await bo.IsAtDoorAsync();
        await app.ArchivesAsync(meeting);
        var ana = await app.AdministratorAsync();

        await bo.GoesToAsync(meeting.Link);
        await Expect(bo.Room.GetByText("To meet in it again, its organizer restores it.")).ToBeVisibleAsync();
        await Expect(bo.Room.GetByText("Nothing was written.")).ToBeVisibleAsync();
        await Expect(bo.Room.GetByText("No files were shared.")).ToBeVisibleAsync();
        await Expect(bo.RoomButton("Restore")).ToHaveCountAsync(0);

        await ana.GoesToAsync(meeting.Link);
        await Expect(ana.Room.GetByText("Restore it to meet in it again.")).ToBeVisibleAsync();
        await ana.RoomButton("Restore").ClickAsync();
        await ana.IsAtDoorAsync();
        await ana.RoomButton("Join chat only").ClickAsync();
        await ana.IsInsideAsync();
        await bo.JoinsAsync(meeting.Link, by: "Join chat only");
        Assert.Empty(ana.Faults);
    }

    [Fact]
    public async Task A_member_finds_the_meeting_they_were_in_among_the_participated_and_opens_it_again()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var bo = await app.MemberAsync("Bo");
        await bo.JoinsAsync(meeting.Link, by: "Join chat only");
        await bo.WritesAsync("Until next week");
        await bo.LeavesAsync();
        await bo.IsAtDoorAsync();

        await bo.GoesToAsync("meetings");
        await Expect(bo.Page.GetByText("No meetings yet")).ToBeVisibleAsync();
        await bo.Page.GetByRole(AriaRole.Link, new() { Name = "Participated meetings" }).ClickAsync();
        await Expect(bo.Card(Title)).ToContainTextAsync("Organized by Ana");
        await bo.Card(Title).GetByRole(AriaRole.Link).ClickAsync();
        await bo.IsAtDoorAsync();
        await bo.RoomButton("Join chat only").ClickAsync();
        await bo.IsInsideAsync();
        await bo.ReadsAsync("Until next week");

        var ana = await app.AdministratorAsync();
        await ana.GoesToAsync("meetings");
        await Expect(ana.Card(Title).GetByRole(AriaRole.Img, new() { Name = "Bo" })).ToBeVisibleAsync();
        await bo.GoesToAsync("meetings/participated");
        await bo.ChoosesAsync(Title, "Remove from this list");
        await Expect(bo.Page.GetByText("No meetings of others yet")).ToBeVisibleAsync();
        Assert.Empty(bo.Faults);
    }

    [Fact]
    public async Task A_copy_comes_first_and_its_link_leads_to_an_empty_meeting()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var ana = await app.AdministratorAsync();
        await ana.JoinsAsync(meeting.Link, by: "Join chat only");
        await ana.WritesAsync("Only here");
        await ana.ReadsAsync("Only here");
        await ana.GoesToAsync("meetings");

        await ana.ChoosesAsync(Title, "Duplicate");
        await Expect(ana.Page.GetByRole(AriaRole.Article).First).ToHaveAccessibleNameAsync($"{Title} (copy)");
        await ana.Page.GetByRole(AriaRole.Status).GetByRole(AriaRole.Button, new() { Name = "Copy link" }).ClickAsync();
        await Expect(ana.Page.GetByText("Link copied")).ToBeVisibleAsync();
        var link = await ana.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()");

        Assert.DoesNotContain(meeting.Link, link, StringComparison.Ordinal);
        var bo = await app.StrangerAsync("Bo");
        await bo.JoinsAsync(link, by: "Join chat only");
        await bo.OpensPanelAsync("Chat");
        await Expect(bo.Room.GetByText("Nothing written yet.")).ToBeVisibleAsync();
        Assert.Empty(ana.Faults);
    }

    [Fact]
    public async Task A_guest_finds_the_meeting_again_from_the_same_browser_and_makes_it_forget()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var bo = await app.StrangerAsync("Bo");
        await bo.JoinsAsync(meeting.Link, by: "Join chat only");
        await bo.LeavesAsync();
        await bo.IsAtDoorAsync();

        await bo.GoesToAsync("/");
        var remembered = bo.Page.GetByRole(AriaRole.Region, new() { Name = "From this browser" });
        await remembered.GetByRole(AriaRole.Link, new() { Name = Title, Exact = true }).ClickAsync();
        await bo.IsAtDoorAsync();
        await Expect(bo.Room.GetByLabel("Your name")).ToHaveValueAsync("Bo");

        await bo.GoesToAsync("/");
        await bo.Button($"Forget “{Title}”").ClickAsync();
        await Expect(remembered).ToHaveCountAsync(0);
        await Expect(bo.Button("Sign in")).ToBeVisibleAsync();
        await bo.GoesToAsync(meeting.Link);
        await Expect(bo.Room.GetByLabel("Your name")).ToHaveValueAsync("");
        Assert.Empty(bo.Faults);
    }

    [Fact]
    public async Task The_order_is_chosen_by_keyboard_and_kept_by_Back()
    {
        await using var app = await chromium.StartMeetingsAsync();
        await app.MeetingAsync("Apples");
        await app.MeetingAsync("Zebra");
        var ana = await app.AdministratorAsync();
        await ana.GoesToAsync("meetings");
        var first = ana.Page.GetByRole(AriaRole.Article).First;
        await Expect(first).ToHaveAccessibleNameAsync("Zebra");

        await ana.Page.GetByRole(AriaRole.Button, new() { Name = "Sort: Last activity" }).FocusAsync();
        await ana.Page.Keyboard.PressAsync("Enter");
        foreach (var (name, key) in new[] { ("Last activity", "ArrowDown"), ("Next first", "ArrowDown"), ("Title", "Enter") })
        {
            await Expect(ana.Page.GetByRole(AriaRole.Menuitemradio, new() { Name = name })).ToBeFocusedAsync();
            await ana.Page.Keyboard.PressAsync(key);
        }
        await Expect(first).ToHaveAccessibleNameAsync("Apples");
        await Expect(ana.Page).ToHaveURLAsync(Ending("/meetings?sort=title"));

        await ana.Card("Apples").GetByRole(AriaRole.Link).ClickAsync();
        await ana.IsAtDoorAsync();
        await ana.Page.GoBackAsync();
        await Expect(first).ToHaveAccessibleNameAsync("Apples");
        await Expect(ana.Page.GetByRole(AriaRole.Button, new() { Name = "Sort: Title" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task More_meetings_than_a_page_are_shown_when_one_asks_for_more()
    {
        await using var app = await chromium.StartMeetingsAsync();
        for (var i = 0; i <= MeetingLists.PageSize; i++)
            await app.MeetingAsync($"Meeting {i}");
        var ana = await app.AdministratorAsync();
        await ana.GoesToAsync("meetings");
        await Expect(ana.Page.GetByRole(AriaRole.Article)).ToHaveCountAsync(MeetingLists.PageSize);
        await Expect(ana.Card("Meeting 0")).ToHaveCountAsync(0);

        await ana.Button("Show more").ClickAsync();

        await Expect(ana.Card("Meeting 0")).ToBeVisibleAsync();
        await Expect(ana.Page.GetByRole(AriaRole.Article)).ToHaveCountAsync(MeetingLists.PageSize + 1);
        await Expect(ana.Button("Show more")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Axe_finds_nothing_in_the_lists_and_where_guests_find_theirs()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var found = new Findings();
        var meeting = await app.MeetingAsync();
        var ana = await app.AdministratorAsync("Ana", Findings.Still());
        foreach (var (list, words) in new[] { ("archive", "The archive is empty"), ("participated", "No meetings of others yet") })
        {
            await ana.GoesToAsync($"meetings/{list}");
            await Expect(ana.Page.GetByText(words)).ToBeVisibleAsync();
            await found.InAllLooksAsync($"{list}, empty", ana);
        }
        await ana.GoesToAsync("meetings?search=catalogue");
        await ana.Page.GetByRole(AriaRole.Button, new() { Name = "Sort: Last activity" }).ClickAsync();
        await Expect(ana.Page.GetByRole(AriaRole.Menuitemradio, new() { Name = "Newest" })).ToBeVisibleAsync();
        // A menu lies over the page and in no landmark of it.
        await found.InAllLooksAsync("sort", ana, but: "region");
        var bo = await app.StrangerAsync("Bo", Findings.Still());
        await bo.JoinsAsync(meeting.Link, by: "Join chat only");
        await bo.GoesToAsync("/");
        await Expect(bo.Page.GetByRole(AriaRole.Region, new() { Name = "From this browser" })).ToBeVisibleAsync();
        await found.InAllLooksAsync("sign-in, with a meeting", bo);
        await app.ArchivesAsync(meeting);
        await ana.GoesToAsync("meetings/archive");
        await Expect(ana.Card(Title)).ToBeVisibleAsync();
        await found.InAllLooksAsync("archive, cards", ana);
        await ana.GoesToAsync(meeting.Link);
        await Expect(ana.RoomButton("Restore")).ToBeVisibleAsync();
        await found.InAllLooksAsync("door, archived", ana);
        found.AreNone();
    }

    private static Regex Ending(string path) => new($"{Regex.Escape(path)}$", RegexOptions.None, TimeSpan.FromSeconds(1));
}
