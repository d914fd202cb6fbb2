using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Tests.OnNetworks;

/// <summary>The credentials that the program hands out, at a real coturn with the configuration that the README recommends.</summary>
public sealed class CoturnTests(CoturnTests.OnLoopback loopback) : IClassFixture<CoturnTests.OnLoopback>
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.1")]
    [InlineData("10.255.255.255")]
    [InlineData("100.64.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.8")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b:1::a00:1")]
    [InlineData("2001:0:a00:1::")]
    [InlineData("2002:7f00:1::1")]
    [InlineData("fc00::1")]
    [InlineData("fdff:ffff::1")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    public async Task T30_Nobody_is_relayed_into_the_network_that_coturn_stands_in(string address)
    {
        var peer = IPAddress.Parse(address);
        using var client = await AllocatedAsync(peer.AddressFamily);

        Assert.Equal(TurnClient.Forbidden, await client.CreatePermissionAsync(peer));
        Assert.Equal(TurnClient.Forbidden, await client.BindChannelAsync(peer));
    }

    [Theory]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("172.32.0.1")]
    [InlineData("192.0.2.1")]
    [InlineData("198.51.100.7")]
    [InlineData("203.0.113.9")]
    [InlineData("2001:db8::1")]
    [InlineData("2a00::1")]
    public async Task Everybody_is_relayed_to_public_addresses(string address)
    {
        var peer = IPAddress.Parse(address);
        using var client = await AllocatedAsync(peer.AddressFamily);

        Assert.Equal(TurnClient.Done, await client.CreatePermissionAsync(peer));
        Assert.Equal(TurnClient.Done, await client.BindChannelAsync(peer));
    }

    [Fact]
    public async Task T30_Credentials_with_a_seat_are_good_for_an_hour_at_most()
    {
        Assert.Equal(TurnClient.Done, await AllocateAsync(servers => servers.For(ParticipantId.New()), age: TimeSpan.FromMinutes(59)));
        Assert.Equal(TurnClient.Unauthorized, await AllocateAsync(servers => servers.For(ParticipantId.New()), age: TimeSpan.FromMinutes(61)));
    }

    [Fact]
    public async Task T30_Credentials_for_a_trial_are_good_for_a_minute_at_most()
    {
        Assert.Equal(TurnClient.Done, await AllocateAsync(servers => servers.ForTrial(PersonId.New()), age: TimeSpan.FromSeconds(30)));
        Assert.Equal(TurnClient.Unauthorized, await AllocateAsync(servers => servers.ForTrial(PersonId.New()), age: TimeSpan.FromSeconds(62)));
    }

    [Fact]
    public async Task Credentials_whose_expiry_was_put_off_by_hand_open_nothing()
    {
        var given = TurnOf(loopback.Coturn.ServersAt(TimeProvider.System).For(ParticipantId.New()));
        var (expiry, who) = (given.Username!.Split(':')[0], given.Username.Split(':')[1]);
        using var client = Client(given with { Username = $"{long.Parse(expiry, System.Globalization.CultureInfo.InvariantCulture) + 1}:{who}" });

        Assert.Equal(TurnClient.Unauthorized, await client.AllocateAsync(AddressFamily.InterNetwork));
    }

    private async Task<TurnClient> AllocatedAsync(AddressFamily family)
    {
        var client = Client(TurnOf(loopback.Coturn.ServersAt(TimeProvider.System).For(ParticipantId.New())));
        Assert.Equal(TurnClient.Done, await client.AllocateAsync(family));
        return client;
    }

    /// <summary>Allocates with credentials that were made some time ago.</summary>
    private async Task<int> AllocateAsync(Func<IceServers, IReadOnlyList<IceServer>> credentials, TimeSpan age)
    {
        var servers = loopback.Coturn.ServersAt(new FakeTimeProvider(DateTimeOffset.UtcNow - age));
        using var client = Client(TurnOf(credentials(servers)));
        return await client.AllocateAsync(AddressFamily.InterNetwork);
    }

    private TurnClient Client(IceServer credentials) => new(new IPEndPoint(IPAddress.Loopback, loopback.Coturn.Port), credentials);

    private static IceServer TurnOf(IReadOnlyList<IceServer> servers) => servers.Single(server => server.Username is not null);

    public sealed class OnLoopback : IAsyncLifetime
    {
        private Coturn? _coturn;

        public Coturn Coturn
        {
            get
            {
                Coturn.MustBeHere();
                return _coturn!;
            }
        }

        public async ValueTask InitializeAsync()
        {
            if (Coturn.IsHere)
                _coturn = await Coturn.StartAsync([IPAddress.Loopback, IPAddress.IPv6Loopback]);
        }

        public ValueTask DisposeAsync() => _coturn?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
