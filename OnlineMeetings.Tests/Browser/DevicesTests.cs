using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>Microphones and cameras that work, that fail, and that are switched (T46).</summary>
[Collection("Chromium")]
public sealed class DevicesTests(Chromium chromium)
{
    [Fact]
    public async Task Single_keys_act_in_the_room_but_not_where_one_types_and_not_when_switched_off()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var bo = await app.StrangerAsync("Bo");
        await bo.JoinsAsync(meeting.Link);
        await bo.HasOnAsync("Microphone");

        await bo.PressesAsync("m");
        await bo.HasOffAsync("Microphone");
        await bo.HoldsAsync("Space", () => bo.HasOnAsync("Microphone"));
        await bo.HasOffAsync("Microphone");
        await bo.PressesAsync("h");
        await bo.HasOnAsync("Raise hand");
        await bo.PressesAsync("c");
        await bo.HasOnAsync("Chat");
        await bo.WritesAsync("mmm");
        await bo.HasOffAsync("Microphone");

        await bo.RoomButton("Chat").ClickAsync();
        await bo.PressesAsync("?");
        await bo.Room.GetByLabel("Single keys act in the meeting").UncheckAsync();
        await bo.Room.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await bo.PressesAsync("h");
        await bo.PressesAsync("m");
        await bo.SwitchesAsync("Microphone");
        await bo.HasOnAsync("Microphone");
        await bo.HasOnAsync("Raise hand");
    }

    [Fact]
    public async Task Switching_acts_at_once_without_a_server_and_without_renegotiation()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var people = await app.MeetAsync(await app.MeetingAsync(), "Ana", "Bo");
        var (ana, bo) = (people[0], people[1]);
        await ana.CountsDescriptionsAsync();
        await bo.CountsDescriptionsAsync();
        var links = (await ana.LinksAsync(), await bo.LinksAsync());

        await app.Server.StopAsync();
        await bo.SwitchesAsync("Microphone");
        await bo.HasOffAsync("Microphone");
        Assert.False(await bo.SendsSoundAsync());
        await bo.SwitchesAsync("Camera");
        await bo.HasOffAsync("Camera");
        await ana.SeesNoMoreFramesOfAsync("Bo");
        await bo.SwitchesAsync("Camera");
        await bo.SwitchesAsync("Microphone");
        await bo.HasOnAsync("Camera");
        Assert.True(await bo.SendsSoundAsync());
        await ana.SeesAndHearsMoreOfAsync("Bo");

        Assert.Equal(0, await ana.DescriptionsAsync());
        Assert.Equal(0, await bo.DescriptionsAsync());
        Assert.Equal(links.Item1.Select(Identity), (await ana.LinksAsync()).Select(Identity));
        Assert.Equal(links.Item2.Select(Identity), (await bo.LinksAsync()).Select(Identity));
        app.Server.Begin();

        static (string, int, int) Identity(Link link) => (link.Id, link.Stay, link.Build);
    }

    [Theory]
    [InlineData("microphone", "NotAllowedError", "The browser may not use your microphone.")]
    [InlineData("camera", "NotFoundError", "No camera was found.")]
    [InlineData("camera", "NotReadableError", "Your camera is used by another program.")]
    public async Task One_joins_with_what_works(string broken, string error, string sentence)
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var ana = await app.AdministratorAsync();
        await ana.JoinsAsync(meeting.Link);
        var bo = await app.StrangerAsync("Bo");
        await bo.HasBrokenAsync(error, broken);

        await bo.ComesToDoorAsync(meeting.Link);
        await bo.IsToldAsync(sentence);
        await bo.JoinsAsync(meeting.Link);

        await bo.SeesVideoOfAsync("Ana");
        await bo.SeesAndHearsMoreOfAsync("Ana");
        await ana.SeesAsync("Bo");
        var works = broken == "camera" ? "Microphone" : "Camera";
        await bo.HasOnAsync(works);
        await bo.HasOffAsync(broken == "camera" ? "Camera" : "Microphone");
        if (works == "Camera")
            await ana.SeesVideoOfAsync("Bo");
        else
            await ana.HearsMoreOfAsync("Bo");
        await Expect(ana.TileOf("Bo")).ToHaveAttributeAsync("aria-description", $"Guest, {(broken == "camera" ? "Camera" : "Microphone")} off");
    }

    [Theory]
    [InlineData("NotAllowedError", "The browser may not use your microphone.", "The browser may not use your camera.")]
    [InlineData("NotFoundError", "No microphone was found.", "No camera was found.")]
    [InlineData("nothing", "The microphone does not answer.", "The camera does not answer.")]
    public async Task One_joins_with_nothing_and_sees_and_hears(string error, string microphone, string camera)
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var ana = await app.AdministratorAsync();
        await ana.JoinsAsync(meeting.Link);
        var bo = await app.StrangerAsync("Bo");
        await bo.HasBrokenAsync(error, "microphone", "camera");

        await bo.ComesToDoorAsync(meeting.Link);
        await bo.IsToldAsync(microphone);
        await bo.IsToldAsync(camera);
        await bo.JoinsAsync(meeting.Link);

        await bo.SeesVideoOfAsync("Ana");
        await bo.SeesAndHearsMoreOfAsync("Ana");
        await Expect(ana.TileOf("Bo")).ToHaveAttributeAsync("aria-description", "Guest, Microphone off, Camera off");
        await Expect(ana.TileOf("Bo").Locator(".big-mono")).ToBeVisibleAsync();
        await ana.WritesAsync("We see each other in the chat");
        await bo.ReadsAsync("We see each other in the chat");
    }
}
