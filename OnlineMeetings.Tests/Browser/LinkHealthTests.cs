using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>What people in a room are told of their links, and what they can hand on of it.</summary>
[Collection("Chromium")]
public sealed partial class LinkHealthTests(Chromium chromium)
{
    [Fact]
    public async Task Why_a_link_is_no_better_stands_on_the_tile_and_in_the_list_of_people_until_it_is_over()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var (ana, mallory) = await MeetTalkativeAsync(app);
        await ana.OpensPanelAsync("People");
        await Expect(ana.RowOf("Mallory").GetByRole(AriaRole.Img, new() { Name = "Connection: good" })).ToBeVisibleAsync();

        await mallory.ReportsAsync("limit: 'bits'");
        await ana.ReadsOnTileOfAsync("Mallory", "Their upload is full");
        await Expect(ana.RowOf("Mallory")).ToContainTextAsync("Their upload is full");
        await Expect(ana.RowOf("Mallory").GetByRole(AriaRole.Img, new() { Name = "Connection: fair" })).ToBeVisibleAsync();

        await mallory.ReportsAsync("limit: 'none'");
        await ana.IsToldNothingOfLinkToAsync("Mallory");
        await Expect(ana.RowOf("Mallory").GetByRole(AriaRole.Img, new() { Name = "Connection: good" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_goes_without_pictures_is_sent_none_and_a_voice_goes_on()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var (ana, mallory) = await MeetTalkativeAsync(app);

        await mallory.ReportsAsync("isSoundOnly: true");
        await ana.ReadsOnTileOfAsync("Mallory", "Sound only, until the connection is better");
        await mallory.ReceivesOnlySoundFromAsync("Ana");

        await mallory.ReportsAsync("isSoundOnly: false");
        await mallory.SeesAndHearsMoreOfAsync("Ana");
    }

    [Fact]
    public async Task Diagnostics_hold_what_support_needs_and_neither_names_nor_addresses()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var people = await app.MeetAsync(await app.MeetingAsync(), "Ana", "Bo");

        await people[0].RoomButton("More").ClickAsync();
        await people[0].RoomButton("Copy diagnostics").ClickAsync();
        await Expect(people[0].RoomButton("Copied")).ToBeVisibleAsync();

        var text = await people[0].Page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
        Assert.Contains("Browser: Mozilla", text, StringComparison.Ordinal);
        Assert.Matches("Camera: on, [0-9]+×[0-9]+ at", text);
        Assert.Matches("Person 1: connected, direct over udp, round trip [0-9]+ ms, lost 0.0 %", text);
        Assert.Matches("sends [1-9][0-9]* kbit/s, gets [1-9][0-9]* kbit/s", text);
        Assert.Contains("video/VP8", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Person 2", text, StringComparison.Ordinal);
        Assert.All(people, one => Assert.DoesNotMatch($@"\b{one.Name}\b", text));
        Assert.DoesNotMatch(Address(), text);
        Assert.All(await LabelsAsync(people[0]), label => Assert.DoesNotContain(label, text, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Of whom the second says of the link whatever it likes.</summary>
    private static async Task<(Somebody Ana, Somebody Mallory)> MeetTalkativeAsync(MeetingsInChromium app)
    {
        var meeting = await app.MeetingAsync();
        var ana = await app.AdministratorAsync();
        await ana.JoinsAsync(meeting.Link);
        var mallory = await app.StrangerAsync("Mallory");
        await mallory.SpeaksDirectlyAsync();
        await mallory.JoinsAsync(meeting.Link);
        await mallory.SeesVideoOfAsync("Ana");
        await ana.SeesVideoOfAsync("Mallory");
        return (ana, mallory);
    }

    private static Task<string[]> LabelsAsync(Somebody somebody) => somebody.Page.EvaluateAsync<string[]>(
        "async () => (await navigator.mediaDevices.enumerateDevices()).map(({ label }) => label).filter(Boolean)");

    [GeneratedRegex(@"\d+\.\d+\.\d+\.\d+|[0-9a-f]{0,4}:[0-9a-f]{0,4}:[0-9a-f]{1,4}:|[0-9a-f]{8}-[0-9a-f]{4}-|\.local", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
