using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>Somebody at a browser of their own. What they do is what a person can do; what they see is waited for.</summary>
public sealed class Somebody : IAsyncDisposable
{
    /// <summary>How long one waits for what should be there soon.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    private static readonly ConcurrentDictionary<Somebody, bool> _everybody = [];

    private readonly ConcurrentQueue<string> _faults = [];

    private Somebody(string name, IPage page) => (Name, Page) = (name, page);

    public string Name { get; }

    public IPage Page { get; }

    /// <summary>What is in the frame of the meeting.</summary>
    public IFrameLocator Room => Page.FrameLocator("iframe[title='Meeting']");

    /// <summary>The frame itself, for what only a script can do.</summary>
    public IFrame Frame => Page.Frame("room")!;

    /// <summary>Exceptions that nobody caught, and what the content security policy kept from happening.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    static Somebody() => SetDefaultExpectTimeout((float)Patience.TotalMilliseconds);

    public static async Task<Somebody> WithAsync(string name, IBrowserContext context)
    {
        var somebody = new Somebody(name, await context.NewPageAsync());
        _everybody[somebody] = true;
        context.WebError += (_, e) => somebody._faults.Enqueue(e.Error);
        context.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase))
                somebody._faults.Enqueue(message.Text);
        };
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        return somebody;
    }

    public async Task GoesToAsync(string path) => await Page.GotoAsync(path);

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>A button in the room or at its door.</summary>
    public ILocator RoomButton(string name) => Room.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public async Task MakesMeetingAsync(string title, bool guests = false, string password = "")
    {
        await GoesToAsync("meetings");
        await Button("New meeting").First.ClickAsync();
        var dialog = Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Title").FillAsync(title);
        await dialog.GetByLabel("Password").FillAsync(password);
        await dialog.GetByLabel("Allow guest users").SetCheckedAsync(guests);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(Card(title)).ToBeVisibleAsync();
    }

    public ILocator Card(string title) => Page.GetByRole(AriaRole.Article, new() { Name = title, Exact = true });

    /// <summary>Actions → Copy link, out of the clipboard.</summary>
    public async Task<string> CopiesLinkOfAsync(string title)
    {
        await ChoosesAsync(title, "Copy link");
        await Expect(Page.GetByText("Link copied")).ToBeVisibleAsync();
        return await Page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
    }

    public async Task ChoosesAsync(string title, string action)
    {
        await Card(title).GetByRole(AriaRole.Button, new() { Name = "Actions" }).ClickAsync();
        await Page.GetByRole(AriaRole.Menuitem, new() { Name = action, Exact = true }).ClickAsync();
    }

    /// <summary>Chooses what to do with somebody's account on the administration's list.</summary>
    public async Task ActsOnAsync(string name, string action)
    {
        await Page.GetByRole(AriaRole.Listitem, new() { Name = name, Exact = true }).GetByRole(AriaRole.Button, new() { Name = "Actions" }).ClickAsync();
        await Page.GetByRole(AriaRole.Menuitem, new() { Name = action, Exact = true }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Menuitem)).ToHaveCountAsync(0);
    }

    /// <summary>Opens the link, gives a name and the password where they are asked for, and comes in.</summary>
    public async Task JoinsAsync(string link, string? password = null, string by = "Join")
    {
        await ComesToDoorAsync(link);
        await GivesAsync(password);
        await RoomButton(by).ClickAsync();
        await IsInsideAsync();
    }

    public async Task ComesToDoorAsync(string link)
    {
        await GoesToAsync(link);
        await Expect(RoomButton("Join")).ToBeVisibleAsync();
    }

    /// <summary>Fills in what the door asks for.</summary>
    public async Task GivesAsync(string? password = null)
    {
        if (await Room.GetByLabel("Your name").CountAsync() > 0)
            await Room.GetByLabel("Your name").FillAsync(Name);
        if (password is not null)
            await Room.GetByLabel("Meeting password").FillAsync(password);
    }

    public Task IsInsideAsync() => Expect(Room.GetByRole(AriaRole.Toolbar, new() { Name = "Controls" })).ToBeVisibleAsync();

    public Task IsAtDoorAsync() => Expect(RoomButton("Join")).ToBeVisibleAsync();

    public ILocator TileOf(string name) => Room.GetByRole(AriaRole.Group, new() { Name = name, Exact = true });

    public Task SeesAsync(string name) => Expect(TileOf(name)).ToBeVisibleAsync();

    public Task DoesNotSeeAsync(string name) => Expect(TileOf(name)).ToHaveCountAsync(0);

    /// <summary>A moving picture that is not black.</summary>
    public async Task SeesVideoOfAsync(string name)
    {
        await SeesAsync(name);
        await EventuallyAsync($"{Name} sees video of {name}", async () => (await LookAtAsync(name)).Brightness > 10);
        var before = await LookAtAsync(name);
        await EventuallyAsync($"the video of {name} moves", async () => (await LookAtAsync(name)).Time > before.Time);
    }

    /// <summary>The average brightness (0 to 255) of what is in the tile, and how far it has been played.</summary>
    public async Task<Look> LookAtAsync(string name) => await TileOf(name).Locator("video").EvaluateAsync<Look>("""
        video => {
          const canvas = Object.assign(document.createElement('canvas'), { width: 32, height: 18 });
          const pen = canvas.getContext('2d');
          pen.drawImage(video, 0, 0, 32, 18);
          const dots = pen.getImageData(0, 0, 32, 18).data;
          let sum = 0;
          for (let at = 0; at < dots.length; at += 4) sum += (dots[at] + dots[at + 1] + dots[at + 2]) / 3;
          return { brightness: sum / (dots.length / 4), time: video.currentTime };
        }
        """);

    /// <summary>Frames and sound of somebody grow from now on.</summary>
    public async Task SeesAndHearsMoreOfAsync(string name)
    {
        var before = await LinkToAsync(name);
        await EventuallyAsync($"{Name} sees and hears more of {name}", async () =>
        {
            var now = await LinkToAsync(name);
            return now is not null && now.FramesDecoded > (before?.FramesDecoded ?? 0) && now.TotalAudioEnergy > (before?.TotalAudioEnergy ?? 0);
        });
    }

    /// <summary>The figures of the connection to somebody, null where there is none.</summary>
    public async Task<Link?> LinkToAsync(string name)
    {
        var links = await LinksAsync();
        var id = await AnyTileOf(name).GetAttributeAsync("data-participant");
        return links.SingleOrDefault(link => link.Id == id);
    }

    public Task<Link[]> LinksAsync() => Page.EvaluateAsync<Link[]>("() => meeting.engine.stats()");

    public async Task OpensPanelAsync(string name)
    {
        var button = RoomButton(name);
        if (await button.GetAttributeAsync("aria-pressed") != "true")
            await button.ClickAsync();
        await Expect(Room.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true })).ToBeVisibleAsync();
    }

    public ILocator RoomCode => Room.Locator("[data-room-code]");

    /// <summary>What stands in the people panel, once it does.</summary>
    public async Task<string> ReadsRoomCodeAsync()
    {
        await OpensPanelAsync("People");
        await Expect(RoomCode.GetByRole(AriaRole.Img)).ToHaveCountAsync(4);
        return await RoomCode.GetAttributeAsync("data-room-code") ?? "";
    }

    public async Task WritesAsync(string text)
    {
        await OpensPanelAsync("Chat");
        await Room.GetByRole(AriaRole.Textbox, new() { Name = "Message" }).FillAsync(text);
        await RoomButton("Send").ClickAsync();
    }

    public async Task ReadsAsync(string text)
    {
        await OpensPanelAsync("Chat");
        await Expect(Messages.Locator("p").Filter(new() { HasText = text })).ToHaveCountAsync(1);
    }

    public ILocator Messages => Room.GetByRole(AriaRole.Log, new() { Name = "Chat" }).Locator("[data-message]");

    public async Task UploadsAsync(string name, byte[] bytes)
    {
        await TriesToUploadAsync(name, bytes);
        await Expect(FileLink(name)).ToBeVisibleAsync();
    }

    public async Task TriesToUploadAsync(string name, byte[] bytes)
    {
        await OpensPanelAsync("Files");
        var chooser = await Page.RunAndWaitForFileChooserAsync(() => RoomButton("Upload file").ClickAsync());
        await chooser.SetFilesAsync(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = bytes });
    }

    /// <summary>From now on, this browser's way to the server takes 50 kB a second.</summary>
    public async Task SendsSlowlyAsync()
    {
        var session = await Page.Context.NewCDPSessionAsync(Page);
        await session.SendAsync("Network.enable");
        await session.SendAsync("Network.emulateNetworkConditions", new()
        {
            ["offline"] = false, ["latency"] = 0, ["downloadThroughput"] = -1, ["uploadThroughput"] = 50_000,
        });
    }

    public ILocator FileLink(string name) => Room.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public async Task<byte[]> DownloadsAsync(string name)
    {
        await OpensPanelAsync("Files");
        var download = await Page.RunAndWaitForDownloadAsync(() => FileLink(name).ClickAsync());
        Assert.Equal(name, download.SuggestedFilename);
        return await File.ReadAllBytesAsync(await download.PathAsync());
    }

    /// <summary>Draws something with the pointer into the middle of something else.</summary>
    public async Task DrawsAsync(ILocator what, ILocator to)
    {
        var box = (await to.BoundingBoxAsync())!;
        await DrawsAsync(what, box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }

    public async Task DrawsAsync(ILocator what, float x, float y)
    {
        var box = (await what.BoundingBoxAsync())!;
        await Page.Mouse.MoveAsync(box.X + 10, box.Y + 10);
        await Page.Mouse.DownAsync();
        await Page.Mouse.MoveAsync(box.X + 20, box.Y + 20);
        await Page.Mouse.MoveAsync(x, y, new() { Steps = 4 });
        await Page.Mouse.UpAsync();
    }

    public Task SwitchesAsync(string device) => RoomButton(device).ClickAsync();

    /// <summary>
    /// Looks at something else: this tab is hidden from now on, or seen again. Said to its documents as the browser would say it, since
    /// a browser without a screen shows all its tabs at once.
    /// </summary>
    public Task HidesTabAsync(bool hidden = true) => Page.EvaluateAsync("""
        hidden => {
          for (const { document, Event } of [window, window.frames.room]) {
            Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
            document.dispatchEvent(new Event('visibilitychange'));
          }
        }
        """, hidden);

    /// <summary>From now on, counts the notes that are played and keeps the notices on the desktop.</summary>
    public Task NotesNoticesAsync() => Frame.EvaluateAsync("""
        () => {
          window.notes = 0;
          window.shown = [];
          window.OscillatorNode = class extends OscillatorNode {
            start(...when) { window.notes++; super.start(...when); }
          };
          window.Notification = class extends Notification {
            constructor(title, options) { super(title, options); window.shown.push(`${title} | ${options.body}`); }
          };
        }
        """);

    public Task<int> NotesPlayedAsync() => Frame.EvaluateAsync<int>("() => window.notes");

    public Task<string[]> DesktopNoticesAsync() => Frame.EvaluateAsync<string[]>("() => window.shown");

    public async Task OpensNoticesAsync()
    {
        await RoomButton("More").ClickAsync();
        await RoomButton("Notices").ClickAsync();
        await Expect(Room.GetByRole(AriaRole.Dialog, new() { Name = "Notices" })).ToBeVisibleAsync();
    }

    public async Task OpensDevicesAsync()
    {
        await RoomButton("More").ClickAsync();
        await RoomButton("Devices").ClickAsync();
        // Until the browser's module has filled it in, nothing there can be switched.
        await Expect(Room.GetByRole(AriaRole.Switch, new() { Name = "Noise suppression", Exact = true })).ToBeEnabledAsync();
    }

    /// <summary>Switches a kind of notice on or off.</summary>
    public async Task WantsNoticesAsync(string kind, bool on)
    {
        await OpensNoticesAsync();
        await Room.GetByLabel(kind, new() { Exact = true }).ClickAsync();
        await Expect(Room.GetByLabel(kind, new() { Exact = true })).ToBeCheckedAsync(new() { Checked = on });
        await Room.GetByRole(AriaRole.Dialog, new() { Name = "Notices" }).GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
    }

    /// <summary>From now on, keeps the reactions that are shown and said: they are gone sooner than a busy machine looks.</summary>
    public Task NotesReactionsAsync() => Frame.EvaluateAsync("""
        () => {
          window.reactions = [];
          window.said = [];
          new MutationObserver((changes) => {
            for (const { target, addedNodes: [added] } of changes) {
              if (!added) continue;
              const tile = target.closest('[data-participant]');
              if (target.matches('[data-reactions]')) reactions.push(`${tile.ariaLabel}: ${added.textContent}`);
              if (target.matches('[data-reactions-beside]')) reactions.push(added.textContent);
              if (target.matches('[data-reactions-said]')) said.push(added.textContent);
            }
          }).observe(document.querySelector('.stage'), { childList: true, subtree: true });
        }
        """);

    public Task SeesReactionAsync(string reaction) =>
        EventuallyAsync($"{Name} sees {reaction}", () => Frame.EvaluateAsync<bool>("reaction => reactions.includes(reaction)", reaction));

    public Task IsToldOfReactionAsync(string words) =>
        EventuallyAsync($"{Name} is told {words}", () => Frame.EvaluateAsync<bool>("words => said.includes(words)", words));

    public async Task ReactsAsync(string reaction)
    {
        await RoomButton("Reactions").ClickAsync();
        await RoomButton(reaction).ClickAsync();
    }

    /// <summary>Presses a key while nothing in the room has the focus.</summary>
    public async Task PressesAsync(string key)
    {
        await UnfocusAsync();
        await Room.Locator("body").PressAsync(key);
    }

    public async Task HoldsAsync(string key, Func<Task> meanwhile)
    {
        await UnfocusAsync();
        await Page.Keyboard.DownAsync(key);
        await meanwhile();
        await Page.Keyboard.UpAsync(key);
    }

    private Task UnfocusAsync() => Frame.EvaluateAsync("() => { window.focus(); document.activeElement?.blur(); }");

    public Task HasOnAsync(string device) => Expect(RoomButton(device)).ToHaveAttributeAsync("aria-pressed", "true");

    public Task HasOffAsync(string device) => Expect(RoomButton(device)).ToHaveAttributeAsync("aria-pressed", "false");

    public Task IsToldAsync(string sentence) => Expect(Room.GetByRole(AriaRole.Alert).Filter(new() { HasText = sentence })).ToBeVisibleAsync();

    /// <summary>From now on, what the server sends: pages, answers, and all that comes over the circuit.</summary>
    public IReadOnlyCollection<string> KeepsAnswers()
    {
        var answers = new ConcurrentQueue<string>();
        Page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => answers.Enqueue(frame.Text ?? System.Text.Encoding.UTF8.GetString(frame.Binary ?? []));
        Page.Response += async (_, response) =>
        {
            if (response.Request.ResourceType is not ("document" or "fetch" or "xhr"))
                return;
            try
            {
                answers.Enqueue(await response.TextAsync());
            }
            catch (PlaywrightException)
            {
                // It has no body, or its page is gone.
            }
        };
        return answers;
    }

    /// <summary>The settings of one's meeting, on their own page.</summary>
    public async Task OpensSettingsAsync(MeetingHeld meeting)
    {
        await GoesToAsync($"meetings/{meeting.Id.Value}/settings");
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Options" })).ToBeVisibleAsync();
    }

    /// <summary>Switches a setting on or off; it is not saved yet.</summary>
    public async Task SetsAsync(string setting, bool on, bool inRoom = false)
    {
        var name = new FrameLocatorGetByRoleOptions { Name = setting, Exact = true };
        var control = inRoom ? Room.GetByRole(AriaRole.Switch, name) : Page.GetByRole(AriaRole.Switch, new() { Name = setting, Exact = true });
        // By keyboard: what is seen of a switch is drawn beside the box itself.
        if (await control.IsCheckedAsync() != on)
            await control.PressAsync("Space");
        await Expect(control).ToBeCheckedAsync(new() { Checked = on });
    }

    public async Task SetsUploadsAsync(string who)
    {
        await Page.GetByLabel("File upload permissions").SelectOptionAsync(who);
        await SavesAsync();
    }

    /// <summary>Saves another stream quality in the room.</summary>
    public async Task SetsQualityAsync(string quality)
    {
        await OpensPanelAsync("Settings");
        await Room.GetByRole(AriaRole.Radio, new() { Name = quality }).CheckAsync(new() { Force = true });
        await SavesAsync(inRoom: true);
    }

    /// <summary>Saves the settings, and waits until they hold.</summary>
    public async Task SavesAsync(bool inRoom = false)
    {
        await (inRoom ? RoomButton("Save") : Button("Save")).ClickAsync();
        await Expect(inRoom ? Room.GetByText("Saved. It holds") : Page.GetByText("Saved. It holds")).ToBeVisibleAsync();
    }

    /// <summary>Stands at the door of a waiting room.</summary>
    public async Task KnocksAsync(string link)
    {
        await ComesToDoorAsync(link);
        await GivesAsync();
        await RoomButton("Join").ClickAsync();
        await WaitsAsync("You wait to be let in");
    }

    public Task WaitsAsync(string words) => Expect(Room.GetByRole(AriaRole.Status).Filter(new() { HasText = words })).ToBeVisibleAsync();

    /// <summary>Does something to somebody else from the panel of people.</summary>
    public async Task ModeratesAsync(string whom, string action)
    {
        await OpensPanelAsync("People");
        await RoomButton($"Actions for {whom}").First.ClickAsync();
        await RoomButton(action).ClickAsync();
    }

    public async Task RemovesAsync(string whom)
    {
        await ModeratesAsync(whom, "Remove from the meeting");
        await RoomButton("Remove").ClickAsync();
    }

    /// <summary>The most bits a second that the camera may send on the first link.</summary>
    public Task<long> MaySendAsync() => Page.EvaluateAsync<long>("async () => (await meeting.engine.stats())[0].maxBitrate");

    /// <summary>The same over all links.</summary>
    public Task<long> MaySendInAllAsync() => Page.EvaluateAsync<long>(
        "async () => (await meeting.engine.stats()).reduce((sum, { maxBitrate }) => sum + maxBitrate, 0)");

    /// <summary>From now on, somebody's tile is a small one.</summary>
    public Task ShowsSmallTileOfAsync(string name) => StyleTileAsync(name, maxWidth: "200px");

    /// <summary>From now on, somebody's tile is as the room lays it out.</summary>
    public Task ShowsTileOfAsync(string name) => StyleTileAsync(name);

    public Task HidesTileOfAsync(string name) => StyleTileAsync(name, display: "none");

    // Beside what the room itself sets on it.
    private Task StyleTileAsync(string name, string maxWidth = "", string display = "") =>
        AnyTileOf(name).EvaluateAsync("(tile, style) => { Object.assign(tile.style, style); }", new { maxWidth, display });

    /// <summary>Also one that is hidden, and so has no role.</summary>
    private ILocator AnyTileOf(string name) => Room.Locator($"[data-participant][aria-label='{name}']");

    /// <summary>No more video comes from somebody, while sound goes on.</summary>
    public async Task ReceivesOnlySoundFromAsync(string name)
    {
        const int aSecondOfSound = 4_000;
        var since = await LinkToAsync(name);
        await EventuallyAsync($"{Name} receives no video from {name}", async () =>
        {
            var now = await LinkToAsync(name);
            if (now!.VideoBytesReceived != since!.VideoBytesReceived)
                since = now;
            return now.BytesReceived - since.BytesReceived > 2 * aSecondOfSound && now.TotalAudioEnergy > since.TotalAudioEnergy;
        });
    }

    /// <summary>Clicks a toggle again and again, faster than any device answers.</summary>
    public Task TogglesQuicklyAsync(string device, int times) => RoomButton(device).EvaluateAsync(
        "async (button, times) => { for (let i = 0; i < times; i++) { button.click(); await new Promise(resolve => setTimeout(resolve, 20)); } }", times);

    /// <summary>The camera of this browser gives noise, which no encoder can make small.</summary>
    public Task HasNoisyPictureAsync() => Page.AddInitScriptAsync("""
        if (navigator.mediaDevices) {
          const works = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
          navigator.mediaDevices.getUserMedia = async wish => {
            const stream = new MediaStream(wish.audio ? (await works({ audio: wish.audio })).getTracks() : []);
            if (!wish.video) return stream;
            const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
            const pen = canvas.getContext('2d');
            const pictures = Array.from({ length: 8 }, () => {
              const picture = pen.createImageData(640, 360);
              const dots = new Uint32Array(picture.data.buffer);
              for (let at = 0; at < dots.length; at++) dots[at] = 0xff000000 | Math.random() * 0xffffff;
              return picture;
            });
            let turn = 0;
            setInterval(() => pen.putImageData(pictures[turn++ % pictures.length], 0, 0), 60);
            stream.addTrack(canvas.captureStream(15).getVideoTracks()[0]);
            return stream;
          };
        }
        """);

    /// <summary>Bits a second that leave this browser for the others, all together.</summary>
    public Task<double> UploadAsync(TimeSpan? over = null) => Page.EvaluateAsync<double>("""
        async over => {
          const sent = async () => ({ bytes: (await meeting.engine.stats()).reduce((sum, { bytesSent }) => sum + bytesSent, 0), at: performance.now() });
          const before = await sent();
          await new Promise(resolve => setTimeout(resolve, over));
          const after = await sent();
          return (after.bytes - before.bytes) * 8 / ((after.at - before.at) / 1000);
        }
        """, (over ?? TimeSpan.FromSeconds(1)).TotalMilliseconds);

    /// <summary>From now on, can say anything to the other browsers by <see cref="SaysDirectlyAsync"/>.</summary>
    public Task SpeaksDirectlyAsync() => Page.AddInitScriptAsync("""
        const open = RTCPeerConnection.prototype.createDataChannel;
        RTCPeerConnection.prototype.createDataChannel = function (...all) { return window.channel = open.apply(this, all); };
        """);

    public Task SaysDirectlyAsync(string text) => Page.EvaluateAsync("text => channel.send(text)", text);

    /// <summary>The lines of somebody's picture as it comes.</summary>
    public Task<int> LinesOfAsync(string name) => TileOf(name).Locator("video").EvaluateAsync<int>("video => video.videoHeight");

    /// <summary>The lines of one's own camera's picture.</summary>
    public Task<int> CameraHeightAsync() => Page.EvaluateAsync<int>("() => meeting.engine.devices.camera.track.getSettings().height");

    /// <summary>The same person in the same browser, in another tab.</summary>
    public Task<Somebody> InAnotherTabAsync() => WithAsync(Name, Page.Context);

    /// <summary>How the server answers a path that is asked for from this browser.</summary>
    public Task<int> StatusOfAsync(string path) => Page.EvaluateAsync<int>("async path => (await fetch('/' + path)).status", path.TrimStart('/'));

    /// <summary>Asks for a ticket under another name, as the door does.</summary>
    public Task TakesTicketAsync(string link, string name) => Page.EvaluateAsync(
        "([path, name]) => fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name, password: null }) })",
        new[] { $"/api/meetings/{link.Split('/')[^1]}/ticket", name });

    public Task ReloadsAsync() => Page.ReloadAsync();

    /// <summary>Remembers what is in the meeting's frame now, so that <see cref="IsBackAsync"/> knows a new one.</summary>
    public Task KnowsFrameAsync() => Frame.EvaluateAsync("() => { window.isKnown = true; }");

    /// <summary>The meeting's frame was loaded anew since <see cref="KnowsFrameAsync"/>.</summary>
    public Task HasNewFrameAsync() => EventuallyAsync($"the frame of {Name} is loaded anew", async () =>
    {
        try
        {
            return await Frame.EvaluateAsync<bool>("() => !window.isKnown && document.querySelector('h1') !== null");
        }
        catch (PlaywrightException)
        {
            return false;
        }
    });

    /// <summary>Back inside in a frame that was loaded since <see cref="KnowsFrameAsync"/>, without having done anything.</summary>
    public async Task IsBackAsync(TimeSpan? within = null)
    {
        await EventuallyAsync($"{Name} is back", async () =>
        {
            try
            {
                return await Frame.EvaluateAsync<bool>("() => !window.isKnown && document.querySelector('[role=toolbar]') !== null");
            }
            catch (PlaywrightException)
            {
                // Just being loaded.
                return false;
            }
        }, within);
        await IsInsideAsync();
    }

    public Task LeavesAsync() => RoomButton("Leave").ClickAsync();

    public Task<bool> HasKnownFrameAsync() => Frame.EvaluateAsync<bool>("() => window.isKnown === true");

    /// <summary>The circuit is cut, as by a network that went away for a moment.</summary>
    public Task LosesConnectionAsync() => Frame.EvaluateAsync("() => { Blazor._internal.forceCloseConnection(); }");

    public Task IsToldConnectionIsLostAsync() => Expect(LostConnection).ToBeVisibleAsync();

    /// <summary>What is clicked before that goes nowhere.</summary>
    public Task HasConnectionAgainAsync() => Expect(LostConnection).ToBeHiddenAsync();

    private ILocator LostConnection => Room.GetByText("The server is out of reach.");

    /// <summary>From now on, notes how long the others' pictures stand still at most. A busy test machine that looks too late is no stall.</summary>
    public Task WatchesForStallsAsync() => Page.EvaluateAsync("""
        () => {
          const seen = new Map();
          window.longestStall = 0;
          const look = async () => {
            for (const { id, framesDecoded } of await meeting.engine.stats()) {
              const last = seen.get(id);
              if (last?.framesDecoded === framesDecoded) window.longestStall = Math.max(window.longestStall, performance.now() - last.at);
              else seen.set(id, { framesDecoded, at: performance.now() });
            }
          };
          setInterval(look, 100);
        }
        """);

    public async Task SawNoStallOverAsync(TimeSpan longest)
    {
        var stall = await Page.EvaluateAsync<double>("() => window.longestStall");
        Assert.True(stall <= longest.TotalMilliseconds, $"A picture stood still for {stall:0} ms before {Name}.");
    }

    /// <summary>The camera or the microphone of this browser fails in this way, or never answers ("nothing").</summary>
    public Task HasBrokenAsync(string error, params string[] devices) => Page.AddInitScriptAsync($$"""
        if (navigator.mediaDevices) {
          const works = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
          const broken = {{System.Text.Json.JsonSerializer.Serialize(devices)}};
          navigator.mediaDevices.getUserMedia = async wish => {
            const meets = (wish.video && broken.includes('camera')) || (wish.audio && broken.includes('microphone'));
            if (meets && '{{error}}' === 'nothing') await new Promise(() => {});
            if (meets) throw new DOMException('Permission denied', '{{error}}');
            return works(wish);
          };
        }
        """);

    /// <summary>From now on, counts the descriptions by which connections are negotiated.</summary>
    public Task CountsDescriptionsAsync() => Page.EvaluateAsync("""
        () => {
          window.descriptions = 0;
          for (const name of ['setLocalDescription', 'setRemoteDescription']) {
            const set = RTCPeerConnection.prototype[name];
            RTCPeerConnection.prototype[name] = function (...all) { window.descriptions++; return set.apply(this, all); };
          }
        }
        """);

    public Task<int> DescriptionsAsync() => Page.EvaluateAsync<int>("() => window.descriptions");

    /// <summary>From now on, notes what comes for the media engine.</summary>
    public Task NotesSignalsAsync() => Page.EvaluateAsync("""
        () => {
          const { engine } = meeting;
          const receive = engine.receive.bind(engine);
          window.signals = [];
          engine.receive = signals => { window.signals.push(...signals); receive(signals); };
        }
        """);

    /// <summary>From whom signals with this payload came since <see cref="NotesSignalsAsync"/>.</summary>
    public Task<string[]> SignalsFromAsync(string payload) =>
        Page.EvaluateAsync<string[]>("payload => window.signals.filter(one => one.payload === payload).map(one => one.other)", payload);

    /// <summary>Sends a signal by the way of the media engine, with every name of a sender that a server could believe.</summary>
    public Task SignalsAsync(string to, string payload, string posingAs) => Page.EvaluateAsync("""
        ([other, payload, from]) => {
          const { engine } = meeting;
          if (!window.carry) {
            const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(engine), 'carrier');
            Object.defineProperty(engine, 'carrier', { set: (carry) => { window.carry = carry; set.call(engine, carry); } });
            document.getElementById('room').contentWindow.dispatchEvent(new Event('circuitup'));
          }
          window.carry([{ other, payload, from, sender: from, participant: from }]);
        }
        """, new[] { to, payload, posingAs });

    public Task<bool> SendsSoundAsync() => Page.EvaluateAsync<bool>("() => meeting.engine.devices.microphone.track?.enabled === true");

    public async Task HearsMoreOfAsync(string name)
    {
        var before = (await LinkToAsync(name))?.TotalAudioEnergy ?? 0;
        await EventuallyAsync($"{Name} hears {name}", async () => (await LinkToAsync(name))?.TotalAudioEnergy > before);
    }

    /// <summary>The pictures of somebody stop coming.</summary>
    public async Task SeesNoMoreFramesOfAsync(string name)
    {
        long? last = null;
        await EventuallyAsync($"{Name} sees no more of {name}", async () =>
        {
            var before = last;
            last = (await LinkToAsync(name))?.FramesDecoded;
            await Task.Delay(1000);
            return before == last;
        });
    }

    /// <summary>Waits until it is so, and says what was waited for when it takes too long.</summary>
    public static async Task EventuallyAsync(string what, Func<Task<bool>> isSo, TimeSpan? within = null)
    {
        var waiting = Stopwatch.StartNew();
        while (!await isSo())
        {
            if (waiting.Elapsed > (within ?? Patience))
                Assert.Fail($"Not within {(within ?? Patience).TotalSeconds:0} s: {what}.\n{string.Join('\n', await Task.WhenAll(_everybody.Keys.Select(one => one.DiagnoseAsync())))}");
            await Task.Delay(100);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _everybody.TryRemove(this, out _);
        await Page.Context.CloseAsync();
    }

    /// <summary>How the media of this browser stands, for the message of a test that waited in vain.</summary>
    private async Task<string> DiagnoseAsync()
    {
        try
        {
            return $"{Name}: " + await Page.EvaluateAsync<string>("""
                async () => {
                  const { engine } = meeting;
                  const device = ({ track, on, fault }) => ({ on, fault, track: track && { readyState: track.readyState, enabled: track.enabled, muted: track.muted } });
                  const pictures = [...document.getElementById('room').contentDocument.querySelectorAll('video')].map(video => ({
                    of: video.dataset.camera, time: video.currentTime, paused: video.paused, readyState: video.readyState,
                    tracks: video.srcObject?.getTracks().map(track => track.readyState) ?? null }));
                  return JSON.stringify({ microphone: device(engine.devices.microphone), camera: device(engine.devices.camera), links: await engine.stats(), pictures });
                }
                """);
        }
        catch (PlaywrightException e)
        {
            return $"{Name}: no meeting is open ({e.Message.Split('\n')[0]})";
        }
    }
}

/// <summary>What of a tile's picture is seen.</summary>
public sealed record Look
{
    public double Brightness { get; init; }

    public double Time { get; init; }
}

/// <summary>One connection between two browsers, as `engine.stats()` tells it.</summary>
public sealed record Link
{
    public required string Id { get; init; }

    public int Stay { get; init; }

    public int Build { get; init; }

    public string State { get; init; } = "";

    public int Repairs { get; init; }

    public bool IsSoundOnly { get; init; }

    public long FramesDecoded { get; init; }

    public long ScreenFramesDecoded { get; init; }

    public double TotalAudioEnergy { get; init; }

    public long BytesSent { get; init; }

    public long BytesReceived { get; init; }

    public long VideoBytesReceived { get; init; }
}
