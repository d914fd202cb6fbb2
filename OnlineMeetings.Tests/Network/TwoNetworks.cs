using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using OnlineMeetings.Tests.InChromium;

namespace OnlineMeetings.Tests.OnNetworks;

/// <summary>
/// Two networks, each with a browser in it, that reach one public address of this machine and nothing else, least of all each other:
/// the way of two offices with strict firewalls.
/// </summary>
public sealed class TwoNetworks : IAsyncLifetime
{
    private readonly List<Network> _networks = [];
    private IPlaywright? _playwright;
    private IPAddress? _publicAddress;
    private string _whyNot = "";

    /// <summary>The address that both networks reach.</summary>
    public IPAddress PublicAddress
    {
        get
        {
            Assert.SkipUnless(_whyNot.Length == 0, $"This machine allows no networks for tests: {_whyNot}");
            return _publicAddress!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        try
        {
            Network.MustNotBeOurs();
            _playwright = await Playwright.CreateAsync();
            _networks.Add(await Network.OpenAsync(_playwright, 0));
            _networks.Add(await Network.OpenAsync(_playwright, 1));
            _publicAddress = await Network.PublishAsync(_networks[0]);
        }
        catch (CommandFailedException e)
        {
            _whyNot = e.Message;
        }
    }

    /// <summary>A started server of its own at the public address.</summary>
    public async Task<MeetingsInChromium> StartMeetingsAsync(Action<IServiceCollection>? services = null, params (string Key, string Value)[] settings) =>
        new(await TestServer.StartAsync(services: services, alsoAt: PublicAddress, settings: settings), _networks[0].Browser);

    /// <inheritdoc cref="Network.LoseWhatIsSentAsync"/>
    public Task<IAsyncDisposable> LoseWhatAnaSendsAsync() => _networks[0].LoseWhatIsSentAsync();

    /// <summary>Two people, each in one of the networks, who join a meeting and know nothing of each other yet.</summary>
    public async Task<(Somebody Ana, Somebody Bo)> JoinAsync(MeetingsInChromium app)
    {
        var meeting = await app.MeetingAsync();
        var people = new List<Somebody>();
        foreach (var (name, network) in new[] { "Ana", "Bo" }.Zip(_networks))
        {
            var somebody = await app.StrangerAsync(name, elsewhere: network.Browser);
            await somebody.NotesConnectionsAsync();
            await somebody.JoinsAsync(meeting.Link);
            people.Add(somebody);
        }
        return (people[0], people[1]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var network in _networks)
            await network.DisposeAsync();
        _playwright?.Dispose();
    }
}

/// <summary>One after another, when the others are done: media needs the processor for itself.</summary>
[CollectionDefinition("Networks", DisableParallelization = true)]
public sealed class NetworksCollection : ICollectionFixture<TwoNetworks>;
