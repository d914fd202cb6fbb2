using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>Devices that are lost in the middle of a call, and the call that goes on (T46).</summary>
[Collection("Chromium")]
public sealed class LostDevicesTests(Chromium chromium)
{
    [Fact]
    public async Task T46_An_unplugged_device_is_replaced_within_two_seconds_without_renegotiation()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var people = await app.MeetAsync(await app.MeetingAsync(), "Ana", "Bo");
        var (ana, bo) = (people[0], people[1]);
        await bo.CountsDescriptionsAsync();

        foreach (var device in new[] { "microphone", "camera" })
        {
            var before = await bo.TrackOfAsync(device);
            await bo.LosesAsync(device);
            await Somebody.EventuallyAsync(
                $"another {device} is used", async () => await bo.TrackOfAsync(device) is { } now && now != before, TimeSpan.FromSeconds(2));
        }

        await ana.SeesAndHearsMoreOfAsync("Bo");
        Assert.Equal(0, await bo.DescriptionsAsync());
        await bo.HasOnAsync("Microphone");
        await bo.HasOnAsync("Camera");
    }

    [Fact]
    public async Task A_permission_that_is_taken_away_is_said_to_all_and_what_is_left_goes_on_until_it_is_given_again()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var people = await app.MeetAsync(await app.MeetingAsync(), "Ana", "Bo");
        var (ana, bo) = (people[0], people[1]);

        await bo.RefusesAsync("camera");
        await bo.LosesAsync("camera");
        await bo.HasOffAsync("Camera");
        await bo.IsToldAsync("The browser may not use your camera.");
        await Expect(ana.TileOf("Bo").Locator(".big-mono")).ToBeVisibleAsync();
        await ana.HearsMoreOfAsync("Bo");

        await bo.AllowsAgainAsync();
        await bo.SwitchesAsync("Camera");
        await bo.HasOnAsync("Camera");
        await ana.SeesAndHearsMoreOfAsync("Bo");
        await Expect(ana.TileOf("Bo").Locator(".big-mono")).ToBeHiddenAsync();
    }
}
