using Microsoft.Playwright;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>The real program, and the people who use it in real browsers.</summary>
/// <param name="entrance">Where people come to it by a proxy; null for the server's own address.</param>
public sealed class MeetingsInChromium(TestServer server, IBrowser process, Uri? entrance = null) : IAsyncDisposable
{
    private readonly List<Somebody> _people = [];
    private readonly Uri _entrance = entrance ?? server.Address;

    public TestServer Server { get; } = server;

    /// <summary>The signed-in administrator, set up without a click; later calls give the same person in another browser.</summary>
    public async Task<Somebody> AdministratorAsync(string name = "Ana", BrowserNewContextOptions? look = null) =>
        await InBrowserAsync(await Server.AdministratorAsync(name), look);

    /// <summary>Somebody with an account, signed in.</summary>
    public async Task<Somebody> MemberAsync(string name) => await InBrowserAsync(await Server.MemberAsync(name), look: null);

    /// <summary>Somebody who knows nothing of this server, with a browser of their own.</summary>
    /// <param name="smallPictures">Whether the camera gives less than it is asked for, so that many find room on one machine.</param>
    /// <param name="elsewhere">The browser's process, where it is one in another network.</param>
    public async Task<Somebody> StrangerAsync(
        string name, BrowserNewContextOptions? look = null, bool smallPictures = true, IBrowser? elsewhere = null)
    {
        look ??= new();
        look.IgnoreHTTPSErrors = true;
        look.BaseURL = (elsewhere is null ? _entrance : Server.AddressForOthers).ToString();
        look.Locale = "en-GB";
        look.Permissions ??= ["camera", "microphone", "clipboard-read", "clipboard-write"];
        var context = await (elsewhere ?? process).NewContextAsync(look);
        if (smallPictures)
            await context.AddInitScriptAsync(SmallPictures);
        var somebody = await Somebody.WithAsync(name, context);
        _people.Add(somebody);
        return somebody;
    }

    /// <summary>A meeting of the administrator's, made without a click.</summary>
    public async Task<MeetingHeld> MeetingAsync(string title = "Autumn catalogue", bool guests = true, string password = "")
    {
        var organizer = await Server.AdministratorAsync();
        var card = await Server.Get<MeetingBook>().CreateAsync(
            organizer.Id, new NewMeeting { Title = title, GuestsAllowed = guests, Password = password }, default);
        return new MeetingHeld(card.Id, MeetingLink.PathOf(card.Code));
    }

    /// <summary>The administrator's meeting goes into the archive, without a click.</summary>
    public async Task ArchivesAsync(MeetingHeld meeting) =>
        Assert.True(await Server.Get<MeetingBook>().ArchiveAsync((await Server.AdministratorAsync()).Id, meeting.Id, default));

    /// <summary>So many people, of whom the first organizes, all inside and in each other's sight.</summary>
    public async Task<Somebody[]> MeetAsync(MeetingHeld meeting, params string[] names)
    {
        var people = new List<Somebody>();
        foreach (var name in names)
        {
            var somebody = people.Count == 0 ? await AdministratorAsync(name) : await StrangerAsync(name);
            await somebody.JoinsAsync(meeting.Link);
            people.Add(somebody);
        }
        foreach (var one in people)
        {
            foreach (var other in people.Where(other => other != one))
                await one.SeesVideoOfAsync(other.Name);
        }
        return [.. people];
    }

    /// <summary>Stops the server and starts it again; goes on when everybody inside is back, who does nothing for it.</summary>
    public async Task RestartAsync()
    {
        foreach (var somebody in _people)
            await somebody.KnowsFrameAsync();
        await Server.RestartAsync();
        foreach (var somebody in _people)
            await somebody.IsBackAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var somebody in _people)
            await somebody.DisposeAsync();
        await Server.DisposeAsync();
    }

    private async Task<Somebody> InBrowserAsync(Person person, BrowserNewContextOptions? look)
    {
        var somebody = await StrangerAsync(person.Name, look);
        await somebody.Page.Context.AddCookiesAsync(person.Browser.Cookies.GetCookies(Server.Address).Select(cookie => new Cookie
        {
            Name = cookie.Name,
            Value = cookie.Value,
            Url = _entrance.ToString(),
            Secure = true,
            HttpOnly = true,
        }));
        return somebody;
    }

    // Four people in high resolution are too much for two cores.
    private const string SmallPictures = """
        if (navigator.mediaDevices) {
          const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
          navigator.mediaDevices.getUserMedia = wish => ask({ ...wish, ...(wish.video && { video: { width: 320, height: 180, frameRate: 10 } }) });
          MediaStreamTrack.prototype.applyConstraints = async () => {};
          const choose = navigator.mediaDevices.getDisplayMedia.bind(navigator.mediaDevices);
          navigator.mediaDevices.getDisplayMedia = wish => choose({ ...wish, video: { width: 640, height: 360, frameRate: 10 } });
        }
        """;
}

/// <summary>A meeting as tests know it.</summary>
/// <param name="Link">From the root of the server on.</param>
public sealed record MeetingHeld(MeetingId Id, string Link);
