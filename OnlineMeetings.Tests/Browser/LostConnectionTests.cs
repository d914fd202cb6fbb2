namespace OnlineMeetings.Tests.InChromium;

/// <summary>What happens to three people when their way to the server is lost: nothing, to what they see and hear.</summary>
[Collection("Chromium")]
public sealed class LostConnectionTests(Chromium chromium)
{
    private static readonly TimeSpan _longestStall = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Who_opens_the_link_again_is_inside_without_a_click_and_hears_the_others()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var people = await app.MeetAsync(meeting, "Ana", "Bo");
        var bo = people[1];
        // The links are up before this page captures anything.
        await bo.Page.AddInitScriptAsync("""
            if (navigator.mediaDevices) {
              const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
              navigator.mediaDevices.getUserMedia = async wish => { await new Promise(resolve => setTimeout(resolve, 3000)); return ask(wish); };
            }
            """);

        await bo.GoesToAsync("about:blank");
        await bo.GoesToAsync(meeting.Link);
        await bo.IsInsideAsync();

        await bo.SeesAndHearsMoreOfAsync("Ana");
        await people[0].SeesAndHearsMoreOfAsync("Bo");
    }

    [Fact]
    public async Task T42_A_cut_circuit_touches_neither_page_nor_media_and_the_chat_catches_up()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var people = await app.MeetAsync(await app.MeetingAsync(), "Ana", "Bo", "Cem");
        var (ana, bo) = (people[0], people[1]);
        await bo.OpensPanelAsync("Chat");
        await bo.KnowsFrameAsync();
        foreach (var one in people)
            await one.WatchesForStallsAsync();

        await bo.LosesConnectionAsync();
        await ana.WritesAsync("Said while Bo was away");
        await bo.ReadsAsync("Said while Bo was away");
        await bo.WritesAsync("I am back");
        await ana.ReadsAsync("I am back");

        Assert.True(await bo.HasKnownFrameAsync(), "The frame was loaded again.");
        foreach (var one in people)
            await one.SawNoStallOverAsync(_longestStall);
    }

    [Fact]
    public async Task Who_waits_to_be_let_in_still_waits_after_the_server_was_away()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var (ana, bo) = (await app.AdministratorAsync(), await app.StrangerAsync("Bo"));
        await ana.OpensSettingsAsync(meeting);
        await ana.SetsAsync("Waiting room", on: true);
        await ana.SavesAsync();
        await bo.KnocksAsync(meeting.Link);
        await bo.KnowsFrameAsync();

        await app.Server.StopAsync();
        app.Server.Begin();
        await bo.HasNewFrameAsync();
        await bo.WaitsAsync("You wait to be let in");

        await ana.JoinsAsync(meeting.Link);
        await ana.OpensPanelAsync("People");
        await ana.RoomButton("Let Bo in").ClickAsync();
        await bo.IsInsideAsync();
    }

    [Fact]
    public async Task T43_A_server_that_is_away_stops_no_picture_and_everybody_is_back_in_their_seat()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var people = await app.MeetAsync(await app.MeetingAsync(), "Ana", "Bo", "Cem");
        var (ana, bo, cem) = (people[0], people[1], people[2]);
        await ana.WritesAsync("Before");
        var ids = await IdsAsync();
        foreach (var one in people)
        {
            await one.KnowsFrameAsync();
            await one.WatchesForStallsAsync();
        }

        await app.Server.StopAsync();
        await bo.IsToldConnectionIsLostAsync();
        await cem.SwitchesAsync("Microphone");
        await cem.HasOffAsync("Microphone");
        Assert.False(await cem.SendsSoundAsync());
        await ana.SeesAndHearsMoreOfAsync("Bo");
        app.Server.Begin();
        await Task.WhenAll(people.Select(one => one.IsBackAsync(within: TimeSpan.FromSeconds(10))));

        Assert.Equal(ids, await IdsAsync());
        await cem.HasOffAsync("Microphone");
        await ana.SeesAndHearsMoreOfAsync("Bo");
        foreach (var one in people)
        {
            foreach (var other in people.Where(other => other != one))
                await one.SeesVideoOfAsync(other.Name);
            await one.SawNoStallOverAsync(_longestStall);
        }
        await bo.ReadsAsync("Before");
        await bo.WritesAsync("After");
        await ana.ReadsAsync("After");

        async Task<string[]> IdsAsync() => await Task.WhenAll(people.Select(async p => (await p.TileOf(p.Name).GetAttributeAsync("data-participant"))!));
    }
}
