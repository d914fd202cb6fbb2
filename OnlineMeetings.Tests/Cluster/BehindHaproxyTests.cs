using OnlineMeetings.Tests.InChromium;

namespace OnlineMeetings.Tests.Cluster;

/// <summary>Two servers behind a real proxy, as the README sets them up, and people in browsers who know nothing of it.</summary>
[Collection("Chromium")]
public sealed class BehindHaproxyTests(Chromium chromium) : IAsyncLifetime
{
    private static readonly TimeSpan _longestStall = TimeSpan.FromSeconds(2);

    private readonly Uri _entrance = new($"https://localhost:{TestServer.FreePort()}");
    private TestServer _one = null!;
    private ServerProcess _two = null!;
    private Haproxy _proxy = null!;
    private MeetingsInChromium _app = null!;

    public async ValueTask InitializeAsync()
    {
        Haproxy.MustBeHere();
        Support.PostgreSqlServer.MustBeHere();
        _one = await TestServer.StartAsync(settings: [.. TestServer.Clustered, .. Settings]);
        await _one.AdministratorAsync();
        _two = await ServerProcess.StartAsync(_one, settings: Settings);
        _proxy = await Haproxy.StartAsync(_entrance, _one.Address, _two.Address);
        _app = chromium.At(_one, _entrance);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is null)
            return;
        await _proxy.DisposeAsync();
        await _two.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Whichever_server_dies_or_is_stopped_pictures_go_on_and_its_people_are_soon_at_the_other_in_their_seats()
    {
        var meeting = await _app.MeetingAsync();
        var ana = await _app.AdministratorAsync();
        await ana.JoinsAsync(meeting.Link);
        var bo = await AtTheOtherAsync(ana, meeting);
        Assert.Equal(["one", "two"], new[] { await ServerOfAsync(ana), await ServerOfAsync(bo) }.Order());
        var (atTwo, atOne) = await ServerOfAsync(ana) == "two" ? (ana, bo) : (bo, ana);
        await TalkAsync(atOne, atTwo, "Across two servers");
        foreach (var one in new[] { ana, bo })
            await one.WatchesForStallsAsync();

        await atTwo.KnowsFrameAsync();
        await _two.KillAsync();
        await atOne.WritesAsync("Said while the other was away");
        await atTwo.IsBackAsync(within: TimeSpan.FromSeconds(30));
        await atTwo.ReadsAsync("Said while the other was away");
        Assert.Equal("one", await ServerOfAsync(atTwo));
        await TalkAsync(atTwo, atOne, "At one server");

        await using var anew = await ServerProcess.StartAsync(_one, _two.Address, Settings);
        foreach (var one in new[] { ana, bo })
            await one.KnowsFrameAsync();
        await _one.StopAsync();
        foreach (var one in new[] { ana, bo })
            await one.IsBackAsync(within: TimeSpan.FromSeconds(30));
        await TalkAsync(bo, ana, "At the other server");

        foreach (var one in new[] { ana, bo })
            await one.SawNoStallOverAsync(_longestStall);
    }

    private (string Key, string Value)[] Settings =>
        [("PublicUrl", _entrance.GetLeftPart(UriPartial.Authority)), ("Proxy:Trusted", "127.0.0.1")];

    /// <summary>The proxy spreads people evenly, so one of the next is at the other server.</summary>
    private async Task<Somebody> AtTheOtherAsync(Somebody than, MeetingHeld meeting)
    {
        for (var n = 1; ; n++)
        {
            var bo = await _app.StrangerAsync($"Bo {n}");
            await bo.ComesToDoorAsync(meeting.Link);
            if (await ServerOfAsync(bo) != await ServerOfAsync(than))
            {
                await bo.GivesAsync();
                await bo.RoomButton("Join").ClickAsync();
                await bo.IsInsideAsync();
                return bo;
            }
            Assert.True(n < 5, "The proxy sends everybody to the same server.");
        }
    }

    private static async Task TalkAsync(Somebody from, Somebody to, string words)
    {
        await from.SeesAndHearsMoreOfAsync(to.Name);
        await to.SeesAndHearsMoreOfAsync(from.Name);
        await from.WritesAsync(words);
        await to.ReadsAsync(words);
    }

    private static async Task<string> ServerOfAsync(Somebody somebody) =>
        (await somebody.Page.Context.CookiesAsync()).Single(cookie => cookie.Name == "server").Value;
}
