using OnlineMeetings.Tests.Support;
using static Microsoft.Playwright.Assertions;
using static OnlineMeetings.Tests.InChromium.Tiles;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>How each one looks at the room: alike, who speaks large, pinned, a screen in focus; and how loud the others are to them.</summary>
[Collection("Chromium")]
public sealed class LayoutTests(Chromium chromium)
{
    [Fact]
    public async Task A_pinned_tile_is_large_also_in_a_frame_that_is_loaded_again_until_it_is_pinned_no_longer()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        await using var others = await SeatedPeople.JoinAsync(app.Server, meeting.Id, 2);
        var ana = await app.AdministratorAsync();
        await ana.JoinsAsync(meeting.Link);
        await ana.SeesAllAlikeAsync("Ana", "Seated 1", "Seated 2");

        await ana.RoomButton("Pin Seated 1").PressAsync("Enter");
        await ana.SeesLargeAsync("Seated 1", "Ana", "Seated 2");
        await Expect(ana.RoomButton("Pin Seated 1")).ToHaveAttributeAsync("aria-pressed", "true");

        await ana.KnowsFrameAsync();
        await ana.Page.EvaluateAsync("() => meeting.reloadFrame()");
        await ana.IsBackAsync();
        await ana.SeesLargeAsync("Seated 1", "Ana", "Seated 2");

        await ana.PinsAsync("Seated 2");
        await ana.SeesLargeAsync("Seated 2", "Ana", "Seated 1");
        await ana.PinsAsync("Seated 2");
        await ana.SeesAllAlikeAsync("Ana", "Seated 1", "Seated 2");
        Assert.Empty(ana.Faults);
    }

    [Fact]
    public async Task Who_speaks_is_large_where_that_is_chosen_and_the_choice_is_remembered()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var people = await app.MeetAsync(await app.MeetingAsync(), "Ana", "Bo", "Cem");
        var (ana, bo, cem) = (people[0], people[1], people[2]);
        await bo.SwitchesAsync("Microphone");
        await cem.SwitchesAsync("Microphone");
        await ana.SwitchesAsync(SpeakerLarge);
        await ana.HasOnAsync(SpeakerLarge);

        await cem.SwitchesAsync("Microphone");
        await ana.SeesLargeAsync("Cem", "Ana", "Bo");
        await cem.SwitchesAsync("Microphone");
        await bo.SwitchesAsync("Microphone");
        await ana.SeesLargeAsync("Bo", "Ana", "Cem");

        await ana.ReloadsAsync();
        await ana.IsInsideAsync();
        await ana.HasOnAsync(SpeakerLarge);
        await ana.SeesLargeAsync("Bo", "Ana", "Cem");
        await ana.SwitchesAsync(SpeakerLarge);
        await ana.SeesAllAlikeAsync("Ana", "Bo", "Cem");
    }

    [Fact]
    public async Task A_shared_screen_is_large_by_itself_and_can_be_put_back()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var people = await app.MeetAsync(await app.MeetingAsync(), "Ana", "Bo");
        var (ana, bo) = (people[0], people[1]);

        await bo.SharesScreenAsync();
        await ana.SeesLargeAsync("Screen of Bo", "Ana", "Bo");
        await bo.SeesAllAlikeAsync("Ana", "Bo", "Your screen");
        await ana.PinsAsync("Screen of Bo");
        await ana.SeesAllAlikeAsync("Ana", "Bo", "Screen of Bo");

        await bo.SwitchesAsync(Screens.Button);
        await ana.SeesNoScreenOfAsync("Bo");
        await bo.SharesScreenAsync();
        await ana.SeesLargeAsync("Screen of Bo", "Ana", "Bo");
    }

    [Fact]
    public async Task Somebody_is_quieter_or_silent_for_one_alone_and_stays_so_after_F5()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var people = await app.MeetAsync(await app.MeetingAsync(), "Ana", "Bo");
        var (ana, bo) = (people[0], people[1]);

        await ana.OpensMenuOfAsync("Bo");
        await ana.Room.GetByLabel("Volume for me").FillAsync("30");
        await ana.HearsAtAsync("Bo", 0.3);
        await ana.RoomButton("Mute for me").ClickAsync();
        await ana.HearsAtAsync("Bo", 0);
        await Expect(ana.TileOf("Bo").GetByText("Muted for you")).ToHaveCountAsync(1);
        await bo.HearsAtAsync("Ana", 1);

        await ana.ReloadsAsync();
        await ana.SeesVideoOfAsync("Bo");
        await ana.HearsAtAsync("Bo", 0);
        await ana.OpensMenuOfAsync("Bo");
        await ana.RoomButton("Mute for me").ClickAsync();
        await ana.HearsAtAsync("Bo", 0.3);
    }

    [Fact]
    public async Task A_tile_fills_the_screen_or_goes_into_a_picture_of_its_own_in_the_click()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var ana = (await app.MeetAsync(await app.MeetingAsync(), "Ana", "Bo"))[0];

        await ana.OpensMenuOfAsync("Bo");
        await ana.RoomButton("Picture-in-picture").ClickAsync();
        await ShowsAsync("document.pictureInPictureElement?.closest('[data-tile]').getAttribute('aria-label')", "Bo");
        await ana.OpensMenuOfAsync("Bo");
        await ana.RoomButton("Picture-in-picture").ClickAsync();
        await ShowsAsync("document.pictureInPictureElement", null);

        await ana.OpensMenuOfAsync("Bo");
        await ana.RoomButton("Fill the screen").ClickAsync();
        await ShowsAsync("document.fullscreenElement?.getAttribute('aria-label')", "Bo");
        await ana.TileOf("Bo").DblClickAsync();
        await ShowsAsync("document.fullscreenElement", null);

        await ana.SwitchesAsync("Full screen");
        await ShowsAsync("document.fullscreenElement?.localName", "html");
        await ana.HasOnAsync("Full screen");
        await ana.SwitchesAsync("Full screen");
        await ana.HasOffAsync("Full screen");

        Task ShowsAsync(string what, string? value) =>
            Somebody.EventuallyAsync($"{what} is {value ?? "nothing"}", async () => await ana.Frame.EvaluateAsync<string?>($"() => {what} ?? null") == value);
    }

    [Theory]
    [InlineData(1440, 764)]
    [InlineData(366, 716)]
    [InlineData(812, 294)]
    [InlineData(200, 200)]
    public async Task Tiles_lie_inside_their_area_and_never_on_each_other(int width, int height)
    {
        await using var app = await chromium.StartMeetingsAsync();
        var bo = await app.StrangerAsync("Bo");
        await bo.GoesToAsync("account/sign-in");

        var wrong = await bo.Page.EvaluateAsync<string[]>("""
            async ({ width, height }) => {
              const { grid, focus, DESK, PHONE } = await import('/js/layout.js');
              const area = { left: 0, top: 0, width, height };
              const wrong = [];
              const apart = (a, b) => a.left + a.width <= b.left || b.left + b.width <= a.left || a.top + a.height <= b.top || b.top + b.height <= a.top;
              for (let count = 1; count <= 18; count++) {
                for (const [name, boxes] of [
                  ['desk', grid(count, area, DESK)], ['phone', grid(count, area, PHONE)],
                  ['first', focus(count, 0, area, DESK, true)], ['last', focus(count, count - 1, area, PHONE, false)]]) {
                  if (boxes.length !== count) wrong.push(`${name} ${count}: ${boxes.length} boxes`);
                  for (const [at, box] of boxes.entries()) {
                    if (box.width < 1 || box.height < 1) wrong.push(`${name} ${count}: ${at} is nothing`);
                    if (box.left < 0 || box.top < 0 || box.left + box.width > width + 1 || box.top + box.height > height + 1) wrong.push(`${name} ${count}: ${at} is outside`);
                    if (boxes.slice(at + 1).some((other) => !apart(box, other))) wrong.push(`${name} ${count}: ${at} lies on another`);
                  }
                }
              }
              return wrong;
            }
            """, new { width, height });

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task The_floor_changes_hands_with_the_talk_and_not_with_every_word()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var bo = await app.StrangerAsync("Bo");
        await bo.GoesToAsync("account/sign-in");

        var holders = await bo.Page.EvaluateAsync<string?[]>("""
            async () => {
              const { Floor } = await import('/js/floor.js');
              const floor = new Floor();
              const holders = [floor.holder(0)];
              const at = (now, id, speaking) => { floor.hears(id, speaking, now); holders.push(floor.holder(now)); };
              at(100, 'ana', true);       // Nobody had it.
              at(200, 'bo', true);        // "Yes", said into her sentence.
              at(900, 'bo', false);
              at(5000, 'ana', false);     // A pause.
              at(5100, 'bo', true);
              at(6200, 'bo', true);       // Bo speaks for a second.
              at(7000, 'ana', true);      // Both speak.
              at(10000, 'ana', true);
              at(11100, 'ana', true);     // Ana has not given up for four seconds.
              return holders;
            }
            """);

        Assert.Equal([null, "ana", "ana", "ana", "ana", "ana", "bo", "bo", "bo", "ana"], holders);
    }

    [Fact]
    public async Task Who_begins_to_speak_is_seen_to_within_300_ms()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var people = await app.MeetAsync(await app.MeetingAsync(), "Ana", "Bo");
        var (ana, bo) = (people[0], people[1]);
        await bo.SpeaksByHandAsync();
        var delays = new List<double>();

        for (var time = 0; time < 5; time++)
        {
            await Expect(ana.TileOf("Bo")).Not.ToHaveAttributeAsync("data-speaks", "");
            await ana.TileOf("Bo").EvaluateAsync("""
                tile => {
                  window.seen = new Promise(seen => new MutationObserver(() => tile.hasAttribute('data-speaks') && seen(Date.now())).observe(tile, { attributes: true }));
                }
                """);
            var began = await bo.SpeaksAsync();
            delays.Add(await ana.Frame.EvaluateAsync<double>("() => window.seen") - began);
            await bo.FallsSilentAsync();
        }

        Assert.True(delays.Order().ElementAt(2) <= 300, $"It took {string.Join(", ", delays)} ms.");
    }

    [Fact]
    public async Task Over_the_sheet_of_a_phone_all_tiles_stay_in_sight()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        await using var others = await SeatedPeople.JoinAsync(app.Server, meeting.Id, 8);
        var bo = await app.StrangerAsync("Bo", new() { ViewportSize = new() { Width = 390, Height = 844 } });
        await bo.JoinsAsync(meeting.Link);
        await bo.SeesAsync("Seated 8");

        await bo.OpensPanelAsync("People");

        var sheet = (await bo.Room.Locator(".panel").BoundingBoxAsync())!;
        await Somebody.EventuallyAsync("all tiles stand above the sheet", async () =>
        {
            var boxes = await Task.WhenAll((await bo.Room.Locator("[data-tile]").AllAsync()).Select(tile => tile.BoundingBoxAsync()));
            return boxes.Length == 9 && boxes.All(box => box!.Y + box.Height <= sheet.Y);
        });
    }

    [Theory]
    [InlineData(390, 844)]
    [InlineData(844, 390)]
    public async Task On_a_phone_no_name_lies_under_the_button_of_its_tile(int width, int height)
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        await using var others = await SeatedPeople.JoinAsync(app.Server, meeting.Id, 7);
        await others.JoinAsync("Wolfeschlegelsteinhausenbergerdorff-Habsburg Maximilian");
        var bo = await app.StrangerAsync("Bo", new() { ViewportSize = new() { Width = width, Height = height }, HasTouch = true, IsMobile = true });
        await bo.JoinsAsync(meeting.Link);

        var tile = bo.TileOf("Wolfeschlegelsteinhausenbergerdorff-Habsburg Maximilian");
        await Expect(tile.Locator("[data-tile-menu]")).ToBeVisibleAsync();
        await Expect(tile.Locator(".plate")).ToBeVisibleAsync();
        var name = (await tile.Locator(".plate").BoundingBoxAsync())!;
        var button = (await tile.Locator("[data-tile-menu]").BoundingBoxAsync())!;
        Assert.True(name.X + name.Width <= button.X + 4, $"{name.X} + {name.Width} beside {button.X}");
    }

    [Theory]
    [InlineData(390, 844)]
    [InlineData(844, 390)]
    public async Task A_phone_shows_all_of_it_in_both_directions(int width, int height)
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        await using var others = await SeatedPeople.JoinAsync(app.Server, meeting.Id, 8);
        var bo = await app.StrangerAsync("Bo", new() { ViewportSize = new() { Width = width, Height = height } });
        await bo.JoinsAsync(meeting.Link);
        await bo.SeesAsync("Seated 8");

        await AllIsInSightAsync();
        await bo.PinsAsync("Seated 3");
        await Expect(bo.TileOf("Seated 3")).ToHaveAttributeAsync("data-large", "");
        await AllIsInSightAsync();
        await Expect(bo.RoomButton("Leave")).ToBeInViewportAsync();

        async Task AllIsInSightAsync()
        {
            var stage = (await bo.Room.Locator(".stage").BoundingBoxAsync())!;
            Assert.True(stage.Width > 0 && stage.Height > height / 2);
            foreach (var tile in await bo.Room.Locator("[data-tile]").AllAsync())
            {
                var box = (await tile.BoundingBoxAsync())!;
                Assert.True(box.X >= stage.X && box.X + box.Width <= stage.X + stage.Width + 1, $"{box.X} + {box.Width} in {stage.X} + {stage.Width}");
                Assert.True(box.Y >= stage.Y && box.Y + box.Height <= stage.Y + stage.Height + 1, $"{box.Y} + {box.Height} in {stage.Y} + {stage.Height}");
                Assert.True(box.Width > 60, $"{box.Width} wide");
            }
        }
    }
}
