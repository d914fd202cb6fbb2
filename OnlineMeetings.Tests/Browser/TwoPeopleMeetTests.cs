using System.Security.Cryptography;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>The story that everything else grows on, as two new people would live it.</summary>
[Collection("Chromium")]
public sealed class TwoPeopleMeetTests(Chromium chromium)
{
    [Fact]
    public async Task Two_people_meet_by_link_and_all_of_it_is_still_there_after_a_restart()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var ana = await app.StrangerAsync("Ana");
        var bo = await app.StrangerAsync("Bo");

        await ana.GoesToAsync("/");
        await ana.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Ana");
        await ana.Page.GetByLabel("E-mail").FillAsync("ana@example.org");
        await ana.Page.GetByLabel("Password").FillAsync("a long enough password");
        await ana.Button("Create administrator").ClickAsync();
        await ana.MakesMeetingAsync("Autumn catalogue", guests: true);
        var link = await ana.CopiesLinkOfAsync("Autumn catalogue");
        await ana.JoinsAsync(link);

        await bo.JoinsAsync(link);
        await ana.SeesVideoOfAsync("Bo");
        await bo.SeesVideoOfAsync("Ana");
        await ana.SeesAndHearsMoreOfAsync("Bo");
        await bo.SeesAndHearsMoreOfAsync("Ana");

        await ana.WritesAsync("Hello Bo");
        await bo.ReadsAsync("Hello Bo");
        await bo.WritesAsync("Hello Ana");
        await ana.ReadsAsync("Hello Ana");

        var bytes = RandomNumberGenerator.GetBytes(300_000);
        await ana.UploadsAsync("Prices & plans.pdf", bytes);
        Assert.Equal(bytes, await bo.DownloadsAsync("Prices & plans.pdf"));
        await Expect(bo.RoomButton("Upload file")).ToHaveCountAsync(0);

        var atHome = await ana.Page.Context.NewPageAsync();
        await atHome.GotoAsync("meetings");
        var card = atHome.GetByRole(AriaRole.Article, new() { Name = "Autumn catalogue", Exact = true });
        await Expect(card).ToContainTextAsync("Live · 2");
        await atHome.CloseAsync();

        await app.RestartAsync();
        await ana.SeesAndHearsMoreOfAsync("Bo");
        await bo.SeesAndHearsMoreOfAsync("Ana");
        await bo.ReadsAsync("Hello Bo");
        await bo.WritesAsync("Still here");
        await ana.ReadsAsync("Still here");
        await ana.ReadsAsync("Hello Ana");
        Assert.Equal(bytes, await bo.DownloadsAsync("Prices & plans.pdf"));
        Assert.Empty(ana.Faults);
        Assert.Empty(bo.Faults);
    }

    [Fact]
    public async Task F5_leads_straight_back_into_the_room_with_everything_as_it_was()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var people = await app.MeetAsync(meeting, "Ana", "Bo");
        var (ana, bo) = (people[0], people[1]);
        await bo.SwitchesAsync("Microphone");
        await bo.HasOffAsync("Microphone");
        var id = await bo.TileOf("Bo").GetAttributeAsync("data-participant");
        var link = await ana.LinkToAsync("Bo");

        await bo.ReloadsAsync();

        await bo.IsInsideAsync();
        await bo.HasOffAsync("Microphone");
        await bo.HasOnAsync("Camera");
        await bo.SeesVideoOfAsync("Ana");
        await ana.SeesVideoOfAsync("Bo");
        Assert.Equal(id, await bo.TileOf("Bo").GetAttributeAsync("data-participant"));
        Assert.True((await ana.LinkToAsync("Bo"))!.Stay > link!.Stay);
        await Expect(ana.TileOf("Bo")).ToHaveAttributeAsync("aria-description", "Guest, Microphone off");

        await bo.SwitchesAsync("Microphone");
        await ana.SeesAndHearsMoreOfAsync("Bo");
        Assert.Empty(ana.Faults);
        Assert.Empty(bo.Faults);
    }
}
