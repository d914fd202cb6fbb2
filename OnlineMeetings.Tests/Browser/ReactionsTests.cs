using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>What is said without a word: seen by all for a moment, and heard by who does not see it.</summary>
[Collection("Chromium")]
public sealed class ReactionsTests(Chromium chromium)
{
    [Fact]
    public async Task A_reaction_is_seen_at_the_tile_of_who_reacted_said_politely_and_gone_again()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var people = await app.MeetAsync(await app.MeetingAsync(), "Ana", "Bo");
        var (ana, bo) = (people[0], people[1]);

        await bo.ReactsAsync("Applause");

        await Expect(ReactionsAt(ana.TileOf("Bo"))).ToHaveTextAsync("👏");
        await Expect(Said(ana)).ToHaveTextAsync("Bo: Applause");
        await Expect(ReactionsAt(bo.TileOf("Bo"))).ToHaveTextAsync("👏");
        await Expect(Said(bo)).ToHaveTextAsync("You: Applause");
        await Expect(bo.Room.GetByRole(AriaRole.Group, new() { Name = "Reactions" })).ToBeHiddenAsync();
        await Expect(ReactionsAt(ana.TileOf("Bo"))).ToHaveTextAsync("");
        await Expect(Said(ana)).ToHaveTextAsync("");
    }

    [Fact]
    public async Task Who_takes_part_by_text_reacts_and_sees_the_reactions_of_others_with_their_names()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var ana = await app.AdministratorAsync();
        await ana.JoinsAsync(meeting.Link);
        var bo = await app.StrangerAsync("Bo");
        await bo.JoinsAsync(meeting.Link, by: "Join chat only");

        await bo.ReactsAsync("Heart");
        await Expect(Beside(ana)).ToHaveTextAsync("❤️ Bo");
        await Expect(Said(ana)).ToHaveTextAsync("Bo: Heart");

        await ana.ReactsAsync("Thumbs up");
        await Expect(Beside(bo).Filter(new() { HasText = "👍 Ana" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_burst_of_reactions_is_said_in_one_sentence()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var ana = await app.AdministratorAsync();
        await ana.JoinsAsync((await app.MeetingAsync()).Link);

        // In the same moment, which no people can be asked for.
        await ana.Frame.EvaluateAsync("""
            async () => {
              const { show } = await import('/js/reactions.js');
              window.said = [];
              const place = document.querySelector('[data-reactions-said]');
              new MutationObserver(() => { if (place.textContent) said.push(place.textContent); }).observe(place, { childList: true });
              for (const words of ['Bo: Applause', 'Bo: Heart', 'Cleo: Heart', 'Dan: Heart', 'Eve: Heart'])
                show({ who: 'nobody here', name: 'Somebody', emoji: '👏', words });
            }
            """);

        await Expect(Said(ana)).ToHaveTextAsync("Bo: Heart, Cleo: Heart, Dan: Heart, +1");
        Assert.Equal(["Bo: Applause", "Bo: Heart, Cleo: Heart, Dan: Heart, +1"], await ana.Frame.EvaluateAsync<string[]>("() => said"));
    }

    [Fact]
    public async Task The_key_R_opens_the_reactions_and_on_a_phone_they_are_behind_More()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var ana = await app.AdministratorAsync();
        await ana.JoinsAsync(meeting.Link);
        var bo = await app.StrangerAsync("Bo", new() { ViewportSize = new() { Width = 390, Height = 844 } });
        await bo.JoinsAsync(meeting.Link);
        await ana.SeesAsync("Bo");

        await ana.PressesAsync("r");
        await Expect(ana.RoomButton("Thumbs up")).ToBeFocusedAsync();
        await ana.Page.Keyboard.PressAsync("Tab");
        await ana.Page.Keyboard.PressAsync("Enter");
        await Expect(ReactionsAt(bo.TileOf("Ana"))).ToHaveTextAsync("👏");

        await Expect(bo.RoomButton("Reactions")).ToBeHiddenAsync();
        await bo.RoomButton("More").ClickAsync();
        await bo.RoomButton("Laughter").ClickAsync();
        await Expect(ReactionsAt(ana.TileOf("Bo"))).ToHaveTextAsync("😂");
    }

    private static ILocator ReactionsAt(ILocator tile) => tile.Locator("[data-reactions]");

    private static ILocator Beside(Somebody who) => who.Room.Locator("[data-reactions-beside] span");

    private static ILocator Said(Somebody who) => who.Room.Locator("[role=status][data-reactions-said]");
}
