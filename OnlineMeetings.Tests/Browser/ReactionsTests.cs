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
        foreach (var one in people)
            await one.NotesReactionsAsync();

        await bo.ReactsAsync("Applause");

        foreach (var one in people)
            await one.SeesReactionAsync("Bo: 👏");
        await ana.IsToldOfReactionAsync("Bo: Applause");
        await bo.IsToldOfReactionAsync("You: Applause");
        await Expect(bo.Room.GetByRole(AriaRole.Group, new() { Name = "Reactions" })).ToBeHiddenAsync();
        await Expect(ana.TileOf("Bo").Locator("[data-reactions]")).ToHaveTextAsync("");
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
        await ana.NotesReactionsAsync();
        await bo.NotesReactionsAsync();

        await bo.ReactsAsync("Heart");
        await ana.SeesReactionAsync("❤️ Bo");
        await ana.IsToldOfReactionAsync("Bo: Heart");

        await ana.ReactsAsync("Thumbs up");
        await bo.SeesReactionAsync("👍 Ana");
        await ana.SeesReactionAsync("Ana: 👍");
    }

    [Fact]
    public async Task A_burst_of_reactions_is_said_in_one_sentence()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var ana = await app.AdministratorAsync();
        await ana.JoinsAsync((await app.MeetingAsync()).Link);
        await ana.NotesReactionsAsync();

        // In the same moment, which no people can be asked for.
        await ana.Frame.EvaluateAsync("""
            async () => {
              const { show } = await import('/js/reactions.js');
              for (const words of ['Bo: Applause', 'Bo: Heart', 'Cleo: Heart', 'Dan: Heart', 'Eve: Heart'])
                show({ who: 'nobody here', name: 'Somebody', emoji: '👏', words });
            }
            """);

        await ana.IsToldOfReactionAsync("Bo: Heart, Cleo: Heart, Dan: Heart, +1");
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
        await bo.SeesAsync("Ana");
        await ana.NotesReactionsAsync();
        await bo.NotesReactionsAsync();

        await ana.PressesAsync("r");
        await Expect(ana.RoomButton("Thumbs up")).ToBeFocusedAsync();
        await ana.Page.Keyboard.PressAsync("Tab");
        await ana.Page.Keyboard.PressAsync("Enter");
        await bo.SeesReactionAsync("Ana: 👏");

        await Expect(bo.RoomButton("Reactions")).ToBeHiddenAsync();
        await bo.RoomButton("More").ClickAsync();
        await bo.RoomButton("Laughter").ClickAsync();
        await ana.SeesReactionAsync("Bo: 😂");
    }

    private static ILocator Said(Somebody who) => who.Room.Locator("[role=status][data-reactions-said]");
}
