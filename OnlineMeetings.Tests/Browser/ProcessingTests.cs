using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>What the browser does to one's own sound and picture, switched in the room by everybody for themselves.</summary>
[Collection("Chromium")]
public sealed class ProcessingTests(Chromium chromium)
{
    [Fact]
    public async Task Noise_suppression_and_echo_cancellation_are_switched_inside_and_remembered()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var people = await app.MeetAsync(await app.MeetingAsync(), "Ana", "Bo");
        var (ana, bo) = (people[0], people[1]);
        Assert.Equal((true, true), await SoundIsAsync(bo));
        await ana.CountsDescriptionsAsync();

        await bo.OpensDevicesAsync();
        await bo.SetsAsync("Noise suppression", on: false, inRoom: true);
        await Somebody.EventuallyAsync("no noise is suppressed", async () => await SoundIsAsync(bo) == (false, true));
        await bo.SetsAsync("Echo cancellation", on: false, inRoom: true);
        await Somebody.EventuallyAsync("no echo is cancelled", async () => await SoundIsAsync(bo) == (false, false));

        await ana.HearsMoreOfAsync("Bo");
        await bo.HasOnAsync("Microphone");
        Assert.Equal(0, await ana.DescriptionsAsync());
        await bo.ReloadsAsync();
        await bo.IsInsideAsync();
        await Somebody.EventuallyAsync("it is remembered", async () => await SoundIsAsync(bo) == (false, false));
    }

    [Fact]
    public async Task The_background_can_be_blurred_where_the_camera_can_do_it_and_not_elsewhere()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var people = await app.MeetAsync(await app.MeetingAsync(), "Ana", "Bo");
        var (ana, bo) = (people[0], people[1]);
        await ana.OpensDevicesAsync();
        await Expect(Blur(ana)).ToBeHiddenAsync();

        await CanBlurAsync(bo);
        await bo.OpensDevicesAsync();
        await bo.SetsAsync("Blur background", on: true, inRoom: true);

        await Somebody.EventuallyAsync("the camera is asked for it", () => bo.Page.EvaluateAsync<bool>("() => window.asked?.backgroundBlur?.ideal === true"));
        await ana.SeesVideoOfAsync("Bo");
    }

    private static ILocator Blur(Somebody somebody) => somebody.Room.GetByRole(AriaRole.Switch, new() { Name = "Blur background" });

    private static async Task<(bool NoiseSuppression, bool EchoCancellation)> SoundIsAsync(Somebody somebody)
    {
        var settings = await somebody.Page.EvaluateAsync<bool[]>(
            "() => { const { noiseSuppression, echoCancellation } = meeting.engine.devices.microphone.track?.getSettings() ?? {}; return [!!noiseSuppression, !!echoCancellation]; }");
        return (settings[0], settings[1]);
    }

    /// <summary>The system offers the camera that is on to blur what is behind the person; what it is asked for is kept.</summary>
    private static Task CanBlurAsync(Somebody somebody) => somebody.Page.EvaluateAsync("""
        () => Object.assign(meeting.engine.devices.camera.track, {
          getCapabilities: () => ({ backgroundBlur: [true, false] }),
          applyConstraints: async (asked) => { window.asked = asked; },
        })
        """);
}
