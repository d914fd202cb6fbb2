using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>What one sees and hears becomes a file of one's own, and everybody knows of it.</summary>
[Collection("Chromium")]
public sealed class RecordingTests(Chromium chromium)
{
    private const string Record = "Record what I see and hear";

    [Fact]
    public async Task Everybody_sees_who_records_also_at_the_door_and_the_file_has_picture_and_the_others_sound()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var people = await app.MeetAsync(meeting, "Ana", "Bo");
        var (ana, bo) = (people[0], people[1]);
        await bo.NotesScreensAskedForAsync();
        // What is heard in the file, then, is Ana.
        await bo.SwitchesAsync("Microphone");

        await BeginsAsync(bo);
        await SeesNoticeAsync(ana, "Bo is recording");
        Assert.True(Assert.Single(await bo.ScreensAskedForAsync()));
        var cleo = await app.MemberAsync("Cleo");
        await cleo.ComesToDoorAsync(meeting.Link);
        await SeesNoticeAsync(cleo, "Bo is recording");
        await bo.SeesAndHearsMoreOfAsync("Ana");
        await bo.SeesAndHearsMoreOfAsync("Ana");

        var download = await SavesAsync(bo, () => bo.RoomButton("Stop").ClickAsync());

        await SeesNoNoticeAsync(ana);
        await SeesNoNoticeAsync(bo);
        Assert.StartsWith("Autumn catalogue 20", download.SuggestedFilename, StringComparison.Ordinal);
        Assert.EndsWith(".webm", download.SuggestedFilename, StringComparison.Ordinal);
        var played = await PlayAsync(await File.ReadAllBytesAsync((await download.PathAsync())!));
        Assert.True(played is { Width: > 300, Height: > 150, Brightness: > 5 }, $"{played}");
        Assert.True(played.Loudness > 0.01, $"{played}");
        Assert.Empty(ana.Faults);
        Assert.Empty(bo.Faults);
    }

    [Fact]
    public async Task Who_leaves_records_no_longer_and_keeps_what_there_was()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var people = await app.MeetAsync(await app.MeetingAsync(), "Ana", "Bo");
        var (ana, bo) = (people[0], people[1]);
        await BeginsAsync(bo);
        await SeesNoticeAsync(ana, "Bo is recording");

        await SavesAsync(bo, bo.LeavesAsync);

        await bo.IsAtDoorAsync();
        await SeesNoNoticeAsync(ana);
    }

    [Fact]
    public async Task A_lost_server_ends_no_recording_and_those_who_come_back_are_told_again()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var people = await app.MeetAsync(await app.MeetingAsync(), "Ana", "Bo");
        var (ana, bo) = (people[0], people[1]);
        await BeginsAsync(bo);
        await SeesNoticeAsync(ana, "Bo is recording");

        await app.RestartAsync();

        await SeesNoticeAsync(ana, "Bo is recording");
        await SeesNoticeAsync(bo, "You are recording");
        await SavesAsync(bo, () => bo.RoomButton("Stop").ClickAsync());
        await SeesNoNoticeAsync(ana);
    }

    [Fact]
    public async Task Nothing_is_recorded_that_nobody_can_be_told_of()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var bo = await app.StrangerAsync("Bo");
        await bo.JoinsAsync(meeting.Link);
        await app.Server.StopAsync();
        await bo.IsToldConnectionIsLostAsync();

        await bo.RoomButton("More").ClickAsync();
        await bo.RoomButton(Record).ClickAsync();

        await bo.IsToldAsync("Recording needs the server, so that everybody is told.");
        Assert.False(await bo.Page.EvaluateAsync<bool>("() => meeting.engine.recording.on"));
        app.Server.Begin();
    }

    private static async Task BeginsAsync(Somebody somebody)
    {
        await somebody.RoomButton("More").ClickAsync();
        await somebody.RoomButton(Record).ClickAsync();
        await SeesNoticeAsync(somebody, "You are recording");
    }

    // What waits to be encoded still is written first, which takes a busy machine long.
    private static Task<IDownload> SavesAsync(Somebody somebody, Func<Task> ends) =>
        somebody.Page.RunAndWaitForDownloadAsync(ends, new() { Timeout = 60_000 });

    private static Task SeesNoticeAsync(Somebody somebody, string words) =>
        Expect(somebody.Room.GetByRole(AriaRole.Status).Filter(new() { HasText = words })).ToBeVisibleAsync();

    private static Task SeesNoNoticeAsync(Somebody somebody) => Expect(somebody.Room.GetByText(" recording")).ToHaveCountAsync(0);

    /// <summary>The file as a browser plays it that knows nothing of the meeting.</summary>
    private async Task<Played> PlayAsync(byte[] file)
    {
        await using var modules = await Modules.InAsync(chromium.Process);
        return await modules.Page.EvaluateAsync<Played>("""
            async base64 => {
              const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
              const video = Object.assign(document.createElement('video'), { muted: true, src: URL.createObjectURL(new Blob([bytes], { type: 'video/webm' })) });
              await video.play();
              await new Promise(resolve => video.requestVideoFrameCallback(resolve));
              const pen = Object.assign(document.createElement('canvas'), { width: 32, height: 18 }).getContext('2d');
              pen.drawImage(video, 0, 0, 32, 18);
              const dots = pen.getImageData(0, 0, 32, 18).data.filter((_, at) => at % 4 < 3);
              const sound = await new OfflineAudioContext(1, 1, 48000).decodeAudioData(bytes.buffer);
              return {
                width: video.videoWidth, height: video.videoHeight, brightness: dots.reduce((sum, dot) => sum + dot, 0) / dots.length,
                loudness: sound.getChannelData(0).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0),
              };
            }
            """, Convert.ToBase64String(file));
    }

    private sealed record Played
    {
        public int Width { get; init; }

        public int Height { get; init; }

        public double Brightness { get; init; }

        public double Loudness { get; init; }
    }
}
