using System.Diagnostics;
using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>People who come and go all the time.</summary>
[Collection("Chromium")]
public sealed class ChurnTests(Chromium chromium)
{
    private const int Seed = 2026;

    private static readonly TimeSpan _for = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Two_who_join_leave_and_come_back_at_random_end_in_a_whole_mesh_without_ghosts()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var ana = await app.AdministratorAsync();
        await ana.JoinsAsync(meeting.Link);
        var (bo, cem) = (await app.StrangerAsync("Bo"), await app.StrangerAsync("Cem"));
        var clock = Stopwatch.StartNew();

        await Task.WhenAll(ComesAndGoesAsync(bo, meeting, new Random(Seed), clock), ComesAndGoesAsync(cem, meeting, new Random(Seed + 1), clock));

        Somebody[] people = [ana, bo, cem];
        foreach (var one in people)
        {
            foreach (var other in people.Where(other => other != one))
                await one.SeesAndHearsMoreOfAsync(other.Name);
            await Expect(one.Room.Locator("[data-participant]")).ToHaveCountAsync(3);
            await Somebody.EventuallyAsync(
                $"{one.Name} has two links, which are up", async () => await one.LinksAsync() is [{ State: "connected" }, { State: "connected" }]);
        }
        Assert.All(people, one => Assert.Empty(one.Faults));
    }

    /// <summary>Until the time is over; then they are inside.</summary>
    private static async Task ComesAndGoesAsync(Somebody who, MeetingHeld meeting, Random random, Stopwatch clock)
    {
        await who.JoinsAsync(meeting.Link);
        while (clock.Elapsed < _for)
        {
            await Task.Delay(random.Next(50, 2_000));
            switch (random.Next(4))
            {
                case 0:
                    await who.ReloadsAsync();
                    await who.IsInsideAsync();
                    break;
                case 1:
                    await who.LosesConnectionAsync();
                    break;
                case 2:
                    // The tab is closed, and the link opened again.
                    await who.GoesToAsync("about:blank");
                    await ComesInAsync(who, meeting);
                    break;
                default:
                    await who.HasConnectionAgainAsync();
                    await who.LeavesAsync();
                    await who.IsAtDoorAsync();
                    await Task.Delay(random.Next(0, 1_000));
                    await who.RoomButton("Join").ClickAsync();
                    await who.IsInsideAsync();
                    break;
            }
        }
        await who.HasConnectionAgainAsync();
    }

    /// <summary>Straight back, where the place is still kept, or by the door.</summary>
    private static async Task ComesInAsync(Somebody who, MeetingHeld meeting)
    {
        await who.GoesToAsync(meeting.Link);
        var toolbar = who.Room.GetByRole(Microsoft.Playwright.AriaRole.Toolbar, new() { Name = "Controls" });
        await Expect(toolbar.Or(who.RoomButton("Join"))).ToBeVisibleAsync();
        if (!await toolbar.IsVisibleAsync())
            await who.RoomButton("Join").ClickAsync();
        await who.IsInsideAsync();
    }
}
