using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>A microphone that is on and gives nothing is told to whom it belongs: the others can't.</summary>
[Collection("Chromium")]
public sealed class SilentMicrophoneTests(Chromium chromium)
{
    private const string Warning = "Your microphone gives no sound.";

    [Fact]
    public async Task Before_the_door_it_is_said_until_it_is_heard()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var bo = await app.StrangerAsync("Bo");
        await bo.ComesToDoorAsync(meeting.Link);
        await bo.SwitchesAsync("Camera");

        await bo.SpeaksByHandAsync();
        await bo.IsToldAsync(Warning);

        await bo.SpeaksAsync();
        await Expect(bo.Room.GetByText(Warning)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Inside_it_is_said_once_and_leads_to_another_microphone()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var bo = await app.StrangerAsync("Bo");
        await bo.JoinsAsync(meeting.Link);
        await bo.SwitchesAsync("Microphone");
        await bo.SpeaksByHandAsync();
        await bo.SwitchesAsync("Microphone");
        await bo.IsToldAsync(Warning);

        await bo.RoomButton("Devices").ClickAsync();
        await Expect(bo.Room.GetByLabel("Microphone", new() { Exact = true }).And(bo.Room.Locator("select"))).ToBeVisibleAsync();
        await Expect(bo.Room.GetByText(Warning)).ToHaveCountAsync(0);

        await bo.SwitchesAsync("Microphone");
        await bo.SwitchesAsync("Microphone");
        await bo.IsToldAsync(Warning);
    }
}
