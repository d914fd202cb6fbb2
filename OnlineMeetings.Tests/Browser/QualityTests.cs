namespace OnlineMeetings.Tests.InChromium;

/// <summary>What real browsers send each other, by what is shown of it and what the meeting allows.</summary>
[Collection("Chromium")]
public sealed class QualityTests(Chromium chromium)
{
    [Fact]
    public async Task A_hidden_tile_receives_no_video_and_shows_again()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var people = await app.MeetAsync(await app.MeetingAsync(), "Ana", "Bo");
        var (ana, bo) = (people[0], people[1]);

        await ana.HidesTileOfAsync("Bo");
        await ana.ReceivesOnlySoundFromAsync("Bo");
        await bo.SeesAndHearsMoreOfAsync("Ana");

        await ana.ShowsTileOfAsync("Bo");
        await ana.SeesAndHearsMoreOfAsync("Bo");
    }

    [Fact]
    public async Task A_camera_that_is_off_sends_nothing_and_ten_quick_toggles_end_in_the_right_state()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var people = await app.MeetAsync(await app.MeetingAsync(), "Ana", "Bo");
        var (ana, bo) = (people[0], people[1]);

        await bo.SwitchesAsync("Camera");
        await ana.ReceivesOnlySoundFromAsync("Bo");
        await bo.TogglesQuicklyAsync("Camera", times: 11);
        await bo.HasOnAsync("Camera");
        await ana.SeesAndHearsMoreOfAsync("Bo");
        await bo.TogglesQuicklyAsync("Camera", times: 10);
        await bo.HasOnAsync("Camera");
        await ana.SeesAndHearsMoreOfAsync("Bo");
        await bo.TogglesQuicklyAsync("Camera", times: 9);
        await bo.HasOffAsync("Camera");
        await ana.ReceivesOnlySoundFromAsync("Bo");
        Assert.Empty(bo.Faults);
    }

    [Fact]
    public async Task The_camera_takes_no_larger_a_picture_than_the_largest_that_is_shown()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var bo = await app.StrangerAsync("Bo");
        await bo.HasBrokenAsync("NotFoundError", "camera");
        await bo.JoinsAsync(meeting.Link);
        var ana = await app.StrangerAsync("Ana", smallPictures: false);
        await ana.JoinsAsync(meeting.Link);
        await bo.SeesVideoOfAsync("Ana");
        await Somebody.EventuallyAsync("Ana is taken large", async () => await ana.CameraHeightAsync() == 720);

        await bo.ShowsSmallTileOfAsync("Ana");
        await Somebody.EventuallyAsync("Ana is taken small", async () => await ana.CameraHeightAsync() == 360);
        await Somebody.EventuallyAsync("Ana comes small", async () => await bo.LinesOfAsync("Ana") == 180);

        await bo.ShowsTileOfAsync("Ana");
        await Somebody.EventuallyAsync("Ana is taken large", async () => await ana.CameraHeightAsync() == 720);
        await bo.SeesAndHearsMoreOfAsync("Ana");
    }

    [Fact]
    public async Task What_one_sends_to_all_together_stays_within_the_budget_of_the_meeting_and_a_new_one_is_set_within_two_seconds()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var ana = await app.AdministratorAsync();
        await ana.HasNoisyPictureAsync();
        await ana.JoinsAsync(meeting.Link);
        foreach (var name in new[] { "Bo", "Cem" })
        {
            var somebody = await app.StrangerAsync(name);
            await somebody.HasBrokenAsync("NotFoundError", "camera");
            await somebody.JoinsAsync(meeting.Link);
            await somebody.SeesVideoOfAsync("Ana");
        }

        await Somebody.EventuallyAsync("Ana uses what there is", async () => await ana.UploadAsync() > 1_300_000, TimeSpan.FromSeconds(60));

        Assert.InRange(await ana.UploadAsync(over: TimeSpan.FromSeconds(5)), 0, 2_000_000);

        await ana.SetsQualityAsync("Medium");
        await Somebody.EventuallyAsync("Ana may send more", async () => await ana.MaySendInAllAsync() > 2_000_000, TimeSpan.FromSeconds(2));
        await Somebody.EventuallyAsync("Ana uses more", async () => await ana.UploadAsync() > 2_300_000, TimeSpan.FromSeconds(60));
        await ana.SetsQualityAsync("Low");
        await Somebody.EventuallyAsync("Ana may send less again", async () => await ana.MaySendInAllAsync() < 2_000_000, TimeSpan.FromSeconds(2));
        // How soon its encoders follow is the browser's.
        await Somebody.EventuallyAsync("Ana sends less again", async () => await ana.UploadAsync() < 2_000_000);
    }

    [Fact]
    public async Task Garbage_that_another_browser_says_directly_is_ignored_and_a_wish_is_still_heard()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var ana = await app.AdministratorAsync();
        await ana.JoinsAsync(meeting.Link);
        var mallory = await app.StrangerAsync("Mallory");
        await mallory.SpeaksDirectlyAsync();
        await mallory.JoinsAsync(meeting.Link);
        await mallory.SeesVideoOfAsync("Ana");

        foreach (var garbage in new[] { "", "not json", "null", "[]", "{\"wish\":{\"camera\":\"8K\",\"screen\":\"8K\"}}", new string('[', 60_000), "\0\ud800" })
            await mallory.SaysDirectlyAsync(garbage);

        await mallory.SeesAndHearsMoreOfAsync("Ana");
        Assert.Equal(1_500_000, await ana.MaySendAsync());
        await mallory.SaysDirectlyAsync("""{"wish":{"camera":"hidden","screen":"hidden"}}""");
        await mallory.ReceivesOnlySoundFromAsync("Ana");
        Assert.Empty(ana.Faults);
    }
}
