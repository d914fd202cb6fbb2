using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>A phone has a camera on each side.</summary>
[Collection("Chromium")]
public sealed class TurnedCameraTests(Chromium chromium)
{
    private const string Turn = "Turn the camera round";

    [Fact]
    public async Task The_others_see_what_the_other_camera_sees_at_once_and_it_is_remembered()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var ana = await app.AdministratorAsync();
        await ana.JoinsAsync(meeting.Link);
        var bo = await app.StrangerAsync("Bo");
        await HasTwoCamerasAsync(bo);
        await bo.JoinsAsync(meeting.Link);
        await ana.SeesVideoOfAsync("Bo");
        await SeesDarkAsync(ana, isDark: false);
        await ana.CountsDescriptionsAsync();

        await bo.RoomButton("More").ClickAsync();
        await bo.RoomButton(Turn).ClickAsync();

        await SeesDarkAsync(ana, isDark: true);
        await Expect(bo.TileOf("Bo")).ToHaveAttributeAsync("data-looks-away", "");
        Assert.Equal(0, await ana.DescriptionsAsync());

        await bo.ReloadsAsync();
        await bo.IsInsideAsync();
        await ana.SeesVideoOfAsync("Bo");
        await SeesDarkAsync(ana, isDark: true);
    }

    [Fact]
    public async Task At_the_door_one_turns_it_too_and_one_camera_alone_has_no_button_for_it()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var (bo, cleo) = (await app.StrangerAsync("Bo"), await app.StrangerAsync("Cleo"));
        await HasTwoCamerasAsync(bo);
        await bo.ComesToDoorAsync(meeting.Link);

        await bo.RoomButton(Turn).ClickAsync();
        await Expect(bo.Room.Locator(".self")).ToHaveAttributeAsync("data-looks-away", "");
        await bo.RoomButton(Turn).ClickAsync();
        await Expect(bo.Room.Locator(".self")).Not.ToHaveAttributeAsync("data-looks-away", "");

        await cleo.ComesToDoorAsync(meeting.Link);
        await Expect(cleo.Room.Locator(".self video")).ToHaveJSPropertyAsync("paused", false);
        await Expect(cleo.RoomButton(Turn)).ToBeHiddenAsync();
    }

    private static Task SeesDarkAsync(Somebody viewer, bool isDark) => Somebody.EventuallyAsync(
        $"{viewer.Name} sees {(isDark ? "dark" : "light")}", async () => await viewer.LookAtAsync("Bo") is { Brightness: > 10 } look && look.Brightness < 128 == isDark);

    /// <summary>The one in front sees white, the one at the back sees grey.</summary>
    private static Task HasTwoCamerasAsync(Somebody somebody) => somebody.Page.AddInitScriptAsync("""
        if (navigator.mediaDevices) {
          const works = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
          const camera = (way) => ({ kind: 'videoinput', deviceId: way, label: way, getCapabilities: () => ({ facingMode: [way] }) });
          navigator.mediaDevices.enumerateDevices = async () => [camera('user'), camera('environment')];
          navigator.mediaDevices.getUserMedia = async wish => {
            const stream = new MediaStream(wish.audio ? (await works({ audio: wish.audio })).getTracks() : []);
            if (!wish.video) return stream;
            const facingMode = wish.video.facingMode?.ideal ?? 'user';
            const pen = Object.assign(document.createElement('canvas'), { width: 320, height: 180 }).getContext('2d');
            let turn = 0;
            setInterval(() => {
              pen.fillStyle = facingMode === 'user' ? '#fff' : '#555';
              pen.fillRect(0, 0, 320, 180);
              pen.fillStyle = '#888';
              pen.fillRect(turn++ % 300, 0, 10, 10);
            }, 100);
            const [track] = pen.canvas.captureStream(10).getVideoTracks();
            track.getSettings = () => ({ facingMode });
            stream.addTrack(track);
            return stream;
          };
        }
        """);
}
