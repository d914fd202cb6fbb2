using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>What people do with screens that they share, and what they see of them.</summary>
internal static class Screens
{
    public const string Button = "Share screen";

    /// <summary>Clicks the button; the test browser gives a screen without asking.</summary>
    public static async Task SharesScreenAsync(this Somebody sharer)
    {
        await sharer.SwitchesAsync(Button);
        await sharer.HasOnAsync(Button);
        await sharer.SeesAsync("Your screen");
    }

    public static ILocator ScreenOf(this Somebody viewer, string name) => viewer.TileOf($"Screen of {name}");

    /// <summary>Frames of the shared screen are decoded here, and shown.</summary>
    public static async Task SeesScreenOfAsync(this Somebody viewer, string name)
    {
        await viewer.SeesVideoOfAsync($"Screen of {name}");
        await viewer.SeesMoreOfScreenOfAsync(name);
    }

    /// <summary>From now on, more frames of the screen are decoded.</summary>
    public static async Task SeesMoreOfScreenOfAsync(this Somebody viewer, string name)
    {
        var before = (await viewer.LinkToAsync(name))!.ScreenFramesDecoded;
        await Somebody.EventuallyAsync($"{viewer.Name} sees more of the screen of {name}", async () => (await viewer.LinkToAsync(name))?.ScreenFramesDecoded > before);
    }

    public static Task SeesNoScreenOfAsync(this Somebody viewer, string name) => viewer.DoesNotSeeAsync($"Screen of {name}");

    /// <summary>From now on, notes for each screen that is asked for whether the browser would have allowed it: it was asked in a click.</summary>
    public static Task NotesScreensAskedForAsync(this Somebody sharer) => sharer.Page.EvaluateAsync("""
        () => {
          const ask = navigator.mediaDevices.getDisplayMedia.bind(navigator.mediaDevices);
          window.screensAskedFor = [];
          navigator.mediaDevices.getDisplayMedia = wish => {
            window.screensAskedFor.push(navigator.userActivation.isActive);
            return ask(wish);
          };
        }
        """);

    public static Task<bool[]> ScreensAskedForAsync(this Somebody sharer) => sharer.Page.EvaluateAsync<bool[]>("() => window.screensAskedFor");

    /// <summary>What the browser's own button "Stop sharing" does.</summary>
    public static Task StopsInBrowserAsync(this Somebody sharer) => sharer.Page.EvaluateAsync("""
        () => {
          const { video } = meeting.engine.screen;
          video.stop();
          video.dispatchEvent(new Event('ended'));
        }
        """);

    /// <summary>The browser gives no screen, for this reason.</summary>
    public static Task GetsNoScreenAsync(this Somebody sharer, string error, string message) => sharer.Page.EvaluateAsync(
        "([error, message]) => { navigator.mediaDevices.getDisplayMedia = async () => { throw new DOMException(message, error); }; }", new[] { error, message });

    public static Task IsToldNothingAsync(this Somebody somebody) => Expect(somebody.Room.Locator("[data-fault=screen]")).ToHaveTextAsync("");
}
