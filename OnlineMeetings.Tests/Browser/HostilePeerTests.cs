using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>What a browser that means harm can do to others by what it says to them directly: nothing.</summary>
[Collection("Chromium")]
public sealed class HostilePeerTests(Chromium chromium)
{
    [Fact]
    public async Task Whatever_is_said_directly_the_meeting_goes_on()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var people = await app.MeetAsync(meeting, "Ana", "Bo");
        var (ana, bo) = (people[0], people[1]);
        var mallory = await app.StrangerAsync("Mallory");
        await mallory.SpeaksDirectlyAsync();
        await mallory.JoinsAsync(meeting.Link);
        await mallory.SeesVideoOfAsync("Ana");

        await mallory.SaysGarbageAsync();

        await ana.SeesAndHearsMoreOfAsync("Bo");
        await bo.SeesAndHearsMoreOfAsync("Ana");
        await ana.WritesAsync("We go on");
        await bo.ReadsAsync("We go on");
        await Expect(ana.TileOf("Bo").Locator(".quality")).ToBeHiddenAsync();
        Assert.Equal(await ana.ReadsRoomCodeAsync(), await bo.ReadsRoomCodeAsync());
        Assert.Empty(ana.Faults);
        Assert.Empty(bo.Faults);
    }

    [Fact]
    public async Task Of_thousands_of_messages_a_second_few_are_read()
    {
        await using var modules = await Modules.InAsync(chromium.Process);

        var read = await modules.AskAsync<int[]>("pace.js", """
            ({ Pace }) => {
              const pace = new Pace(100, 10);
              const second = (from) => Array.from({ length: 5_000 }, (_, at) => pace.allows(from + at / 5)).filter(Boolean).length;
              const now = performance.now();
              return [second(now), second(now + 1_000), second(now + 2_000), second(now + 60_000)];
            }
            """);

        Assert.InRange(read[0], 100, 110);
        Assert.All(read[1..3], count => Assert.InRange(count, 9, 11));
        Assert.InRange(read[3], 100, 110);
    }
}
