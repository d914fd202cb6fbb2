using System.Net;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>What the organizer saves on the settings page acts at once in rooms that are open in other browsers.</summary>
[Collection("Chromium")]
public sealed class LiveSettingsTests(Chromium chromium)
{
    [Fact]
    public async Task A_new_title_and_a_password_reach_the_room_and_nobody_inside_is_asked_for_it()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var bo = await app.StrangerAsync("Bo");
        await bo.JoinsAsync(meeting.Link);
        var ana = await app.AdministratorAsync();
        await ana.OpensSettingsAsync(meeting);

        await ana.Page.GetByLabel("Title", new() { Exact = true }).FillAsync("Winter catalogue");
        await ana.SetsAsync("Secure with a password", true);
        await ana.Page.GetByLabel("Meeting password").FillAsync("open sesame");
        await ana.SavesAsync();

        await Expect(bo.Room.GetByRole(AriaRole.Heading, new() { Name = "Winter catalogue" })).ToBeVisibleAsync();
        await Expect(bo.Page).ToHaveTitleAsync("Winter catalogue");
        await bo.WritesAsync("I am still here");
        await bo.ReadsAsync("I am still here");
        await bo.ReloadsAsync();
        await bo.IsInsideAsync();
        var cleo = await app.StrangerAsync("Cleo");
        await cleo.JoinsAsync(meeting.Link, "open sesame");

        await ana.Page.GetByLabel("Meeting password").FillAsync("something else");
        await ana.SavesAsync();
        var dan = await app.StrangerAsync("Dan");
        await dan.ComesToDoorAsync(meeting.Link);
        await dan.GivesAsync("open sesame");
        await dan.RoomButton("Join").ClickAsync();
        await dan.IsToldAsync("That is not the password");

        await ana.SetsAsync("Secure with a password", false);
        await ana.SavesAsync();
        var eve = await app.StrangerAsync("Eve");
        await eve.JoinsAsync(meeting.Link);
    }

    [Fact]
    public async Task With_guests_off_a_guest_is_told_and_leaves_and_a_signed_in_person_stays()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var (bo, cleo) = (await app.StrangerAsync("Bo"), await app.MemberAsync("Cleo"));
        await bo.JoinsAsync(meeting.Link);
        await cleo.JoinsAsync(meeting.Link);
        var ana = await app.AdministratorAsync();
        await ana.OpensSettingsAsync(meeting);

        await ana.SetsAsync("Allow guest users", false);
        await Expect(ana.Page.GetByText("1 guest will leave")).ToBeVisibleAsync();
        await ana.SavesAsync();

        await bo.IsToldAsync("no longer allows guests");
        await cleo.DoesNotSeeAsync("Bo");
        await cleo.WritesAsync("I have an account");
        await cleo.ReadsAsync("I have an account");
    }

    [Fact]
    public async Task Who_comes_before_the_organizer_waits_and_is_let_in_by_themselves()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var ana = await app.AdministratorAsync();
        await ana.OpensSettingsAsync(meeting);
        await ana.SetsAsync("Allow attendees to start the meeting", false);
        await ana.SavesAsync();

        var bo = await app.StrangerAsync("Bo");
        await bo.ComesToDoorAsync(meeting.Link);
        await bo.GivesAsync();
        await bo.RoomButton("Join").ClickAsync();
        await bo.WaitsAsync("The meeting has not started");
        await ana.JoinsAsync(meeting.Link);

        await bo.IsInsideAsync();
        await ana.SeesVideoOfAsync("Bo");
        await bo.HasOnAsync("Microphone");
    }

    [Fact]
    public async Task In_the_waiting_room_one_knocks_and_comes_in_when_let_or_is_told_that_not()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var ana = await app.AdministratorAsync();
        await ana.JoinsAsync(meeting.Link);
        await ana.OpensPanelAsync("Settings");
        await ana.SetsAsync("Waiting room", true, inRoom: true);
        await ana.SavesAsync(inRoom: true);
        await ana.OpensPanelAsync("People");

        var (bo, cleo) = (await app.StrangerAsync("Bo"), await app.StrangerAsync("Cleo"));
        await bo.KnocksAsync(meeting.Link);
        await ana.RoomButton("Let Bo in").ClickAsync();
        await bo.IsInsideAsync();
        await ana.SeesVideoOfAsync("Bo");

        await cleo.KnocksAsync(meeting.Link);
        await ana.RoomButton("Turn Cleo away").ClickAsync();
        await cleo.IsToldAsync("The organizer did not let you in.");
        await cleo.IsAtDoorAsync();

        await cleo.RoomButton("Join").ClickAsync();
        await cleo.WaitsAsync("You wait to be let in");
        await ana.OpensPanelAsync("Settings");
        await ana.SetsAsync("Waiting room", false, inRoom: true);
        await ana.SavesAsync(inRoom: true);
        await cleo.IsInsideAsync();
    }

    [Fact]
    public async Task A_replaced_link_keeps_those_inside_who_learn_the_new_one_and_nobody_comes_by_the_old()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var bo = await app.StrangerAsync("Bo");
        await bo.JoinsAsync(meeting.Link);
        var ana = await app.AdministratorAsync();
        await ana.OpensSettingsAsync(meeting);

        await ana.Button("Replace link…").ClickAsync();
        await ana.Button("Replace link").ClickAsync();
        await Expect(ana.Page.GetByText("The link was replaced.")).ToBeVisibleAsync();
        var link = new Uri(await ana.Page.GetByRole(AriaRole.Textbox, new() { Name = "Meeting link" }).InputValueAsync()).AbsolutePath;

        Assert.NotEqual(meeting.Link, link);
        await Expect(bo.Page).ToHaveURLAsync(new Uri(app.Server.Address, link).ToString());
        using var old = await app.Server.Stranger().Http.GetAsync(meeting.Link);
        Assert.Equal(HttpStatusCode.NotFound, old.StatusCode);
        await bo.ReloadsAsync();
        await bo.IsInsideAsync();
        await bo.WritesAsync("Still here");
        await bo.ReadsAsync("Still here");
        var cleo = await app.StrangerAsync("Cleo");
        await cleo.JoinsAsync(link);
        await cleo.SeesVideoOfAsync("Bo");
    }

    [Fact]
    public async Task The_button_to_upload_comes_and_goes_with_the_permission()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var (bo, cleo) = (await app.StrangerAsync("Bo"), await app.MemberAsync("Cleo"));
        foreach (var one in new[] { bo, cleo })
        {
            await one.JoinsAsync(meeting.Link, by: "Join chat only");
            await one.OpensPanelAsync("Files");
            await Expect(one.RoomButton("Upload file")).ToHaveCountAsync(0);
        }
        var ana = await app.AdministratorAsync();
        await ana.OpensSettingsAsync(meeting);

        await ana.SetsUploadsAsync("Anyone");
        await Expect(bo.RoomButton("Upload file")).ToBeVisibleAsync();
        await Expect(cleo.RoomButton("Upload file")).ToBeVisibleAsync();
        await bo.UploadsAsync("plan.txt", "the plan"u8.ToArray());

        await ana.SetsUploadsAsync("Signed-in users");
        await Expect(bo.RoomButton("Upload file")).ToHaveCountAsync(0);
        await Expect(cleo.RoomButton("Upload file")).ToBeVisibleAsync();

        await ana.SetsUploadsAsync("Organizer only");
        await Expect(cleo.RoomButton("Upload file")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_running_upload_that_is_no_longer_allowed_is_stopped_at_once_also_with_its_panel_closed()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var (ana, bo) = (await app.AdministratorAsync(), await app.StrangerAsync("Bo"));
        await ana.OpensSettingsAsync(meeting);
        await ana.SetsUploadsAsync("Anyone");
        await bo.JoinsAsync(meeting.Link);
        await bo.SendsSlowlyAsync();
        await bo.TriesToUploadAsync("film.bin", new byte[5_000_000]);
        await Expect(bo.Room.GetByRole(AriaRole.Progressbar, new() { Name = "film.bin" })).ToBeVisibleAsync();
        await Somebody.EventuallyAsync("a part of it has arrived", () => Task.FromResult(AnyFile()));
        await bo.RoomButton("Files").ClickAsync();

        await ana.SetsUploadsAsync("Organizer only");

        await bo.OpensPanelAsync("Files");
        await bo.IsToldAsync("may not upload");
        await Expect(bo.Room.GetByRole(AriaRole.Progressbar, new() { Name = "film.bin" })).ToHaveCountAsync(0);
        await Somebody.EventuallyAsync("nothing of it is left on disk", () => Task.FromResult(!AnyFile()));

        bool AnyFile() => Directory.EnumerateFiles(app.Server.Folder, "*", SearchOption.AllDirectories)
            .Any(file => file.StartsWith(Path.Combine(app.Server.Folder, "files"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Chats_and_files_that_are_deleted_are_gone_for_all_and_what_comes_later_stays()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var ana = await app.AdministratorAsync();
        await ana.JoinsAsync(meeting.Link, by: "Join chat only");
        await ana.UploadsAsync("plan.txt", "the plan"u8.ToArray());
        await ana.UploadsAsync("photo.txt", "a photo"u8.ToArray());
        var bo = await app.StrangerAsync("Bo");
        await bo.JoinsAsync(meeting.Link, by: "Join chat only");
        await bo.WritesAsync("Before");
        await bo.ReadsAsync("Before");

        await ana.OpensPanelAsync("Settings");
        await ana.RoomButton("Delete all chats…").ClickAsync();
        await ana.RoomButton("Delete all chats").ClickAsync();
        await Expect(bo.Messages).ToHaveCountAsync(0);
        await bo.WritesAsync("After");
        await bo.ReadsAsync("After");

        await bo.OpensPanelAsync("Files");
        await Expect(bo.FileLink("plan.txt")).ToBeVisibleAsync();
        await ana.RoomButton("Delete plan.txt").ClickAsync();
        await Expect(bo.FileLink("plan.txt")).ToHaveCountAsync(0);
        await ana.RoomButton("Delete all files…").ClickAsync();
        await ana.RoomButton("Delete all files").ClickAsync();
        await Expect(bo.FileLink("photo.txt")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Senders_obey_a_new_ceiling()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var people = await app.MeetAsync(meeting, "Ana", "Bo");
        var (ana, bo) = (people[0], people[1]);
        Assert.Equal(1_500_000, await bo.MaySendAsync());

        await ana.SetsQualityAsync("High");

        await Somebody.EventuallyAsync("Bo may send more", async () => await bo.MaySendAsync() == 6_000_000, TimeSpan.FromSeconds(2));
        Assert.Equal(6_000_000, await ana.MaySendAsync());
    }

    [Fact]
    public async Task Two_tabs_that_save_at_once_lose_nothing()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var (first, second) = (await app.AdministratorAsync(), await app.AdministratorAsync());
        await first.OpensSettingsAsync(meeting);
        await second.OpensSettingsAsync(meeting);

        await first.SetsAsync("Waiting room", true);
        await first.SavesAsync();
        await second.Page.GetByLabel("Title", new() { Exact = true }).FillAsync("Winter catalogue");
        await second.Button("Save").ClickAsync();

        await Expect(second.Page.GetByText("Somebody else changed: Waiting room")).ToBeVisibleAsync();
        await Expect(second.Page.GetByLabel("Title", new() { Exact = true })).ToHaveValueAsync("Winter catalogue");
        await Expect(second.Page.GetByRole(AriaRole.Switch, new() { Name = "Waiting room" })).ToBeCheckedAsync();
        await second.SavesAsync();
    }

    [Fact]
    public async Task What_is_not_saved_is_not_left_without_a_question()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var ana = await app.AdministratorAsync();
        await ana.OpensSettingsAsync(meeting);
        await ana.SetsAsync("Waiting room", true);

        await ana.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Link, new() { Name = "My meetings" }).ClickAsync();
        await Expect(ana.Page.GetByRole(AriaRole.Alertdialog)).ToBeVisibleAsync();
        await ana.Button("Stay").ClickAsync();
        await Expect(ana.Page.GetByRole(AriaRole.Switch, new() { Name = "Waiting room" })).ToBeCheckedAsync();

        await ana.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Link, new() { Name = "My meetings" }).ClickAsync();
        await ana.Button("Leave without saving").ClickAsync();
        await Expect(ana.Page.GetByRole(AriaRole.Heading, new() { Name = "My meetings" })).ToBeVisibleAsync();
    }
}
