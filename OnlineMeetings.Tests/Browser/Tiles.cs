using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>How people look at the tiles of a room.</summary>
internal static class Tiles
{
    public const string SpeakerLarge = "Show who speaks large";

    public static async Task<double> WidthOfAsync(this Somebody viewer, string tile) => (await viewer.TileOf(tile).BoundingBoxAsync())!.Width;

    /// <summary>The tile is at least twice as wide as all others.</summary>
    public static Task SeesLargeAsync(this Somebody viewer, string tile, params string[] others) => Somebody.EventuallyAsync($"{viewer.Name} sees {tile} large", async () =>
    {
        var widths = await Task.WhenAll(others.Select(viewer.WidthOfAsync));
        return await viewer.WidthOfAsync(tile) > 2 * widths.Max();
    });

    public static Task SeesAllAlikeAsync(this Somebody viewer, params string[] tiles) => Somebody.EventuallyAsync($"{viewer.Name} sees all alike", async () =>
        (await Task.WhenAll(tiles.Select(viewer.WidthOfAsync))).Distinct().Count() == 1);

    /// <summary>Pins a tile, or no longer pins it.</summary>
    public static async Task PinsAsync(this Somebody viewer, string tile)
    {
        await viewer.OpensMenuOfAsync(tile);
        await viewer.RoomButton("Pin").ClickAsync();
    }

    /// <summary>By keyboard, as the button is seen only when it is pointed at or has the focus.</summary>
    public static async Task OpensMenuOfAsync(this Somebody viewer, string tile)
    {
        await viewer.RoomButton($"More for {tile}").PressAsync("Enter");
        await Expect(viewer.RoomButton("Fill the screen")).ToBeVisibleAsync();
    }

    /// <summary>Somebody's voice and the sound of their screen play in this browser at this volume, from 0 to 1.</summary>
    public static async Task HearsAtAsync(this Somebody listener, string name, double volume)
    {
        var id = await listener.TileOf(name).GetAttributeAsync("data-participant");
        var volumes = await listener.Page.EvaluateAsync<double[]>(
            "id => [...document.querySelectorAll(`audio[data-voice='${id}']`)].map(player => player.muted ? 0 : player.volume)", id);
        Assert.Equal(new[] { volume, volume }, volumes);
    }

    /// <summary>From now on a tone is this person's voice, and it is silent until <see cref="SpeaksAsync"/>.</summary>
    public static Task SpeaksByHandAsync(this Somebody speaker) => speaker.Page.EvaluateAsync("""
        async () => {
          const context = new AudioContext();
          const tone = new OscillatorNode(context);
          window.voice = new GainNode(context, { gain: 0 });
          const out = context.createMediaStreamDestination();
          tone.connect(window.voice).connect(out);
          tone.start();
          await context.resume();
          navigator.mediaDevices.getUserMedia = async () => out.stream.clone();
          await meeting.engine.devices.choose('audioinput', '');
        }
        """);

    /// <returns>When it began, in milliseconds since 1970.</returns>
    public static Task<double> SpeaksAsync(this Somebody speaker) => speaker.Page.EvaluateAsync<double>("() => { window.voice.gain.value = 0.5; return Date.now(); }");

    public static Task FallsSilentAsync(this Somebody speaker) => speaker.Page.EvaluateAsync("() => { window.voice.gain.value = 0; }");
}
