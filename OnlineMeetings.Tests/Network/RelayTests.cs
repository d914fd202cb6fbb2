using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Tests.OnNetworks;

/// <summary>People whose networks let them reach the server and coturn, and not each other.</summary>
[Collection("Networks")]
public sealed class RelayTests(TwoNetworks networks)
{
    [Theory]
    [InlineData("udp")]
    [InlineData("tcp")]
    public async Task Where_the_direct_way_is_closed_media_flows_through_the_relay_and_only_there(string transport)
    {
        await using var coturn = await Coturn.StartAsync([networks.PublicAddress]);
        await using var app = await networks.StartMeetingsAsync(settings: [.. coturn.Settings(transport)]);
        var (ana, bo) = await networks.JoinAsync(app);
        await ana.SeesVideoOfAsync("Bo");
        await bo.SeesVideoOfAsync("Ana");
        await ana.SeesAndHearsMoreOfAsync("Bo");
        await bo.SeesAndHearsMoreOfAsync("Ana");
        Assert.Contains("relay", Assert.Single(await ana.WaysAsync()), StringComparison.Ordinal);
        Assert.Contains("relay", Assert.Single(await bo.WaysAsync()), StringComparison.Ordinal);

        await coturn.DisposeAsync();

        await ana.SeesNoMoreFramesOfAsync("Bo");
        await bo.SeesNoMoreFramesOfAsync("Ana");
    }

    [Fact]
    public async Task T30_Expired_credentials_lead_nowhere_until_the_page_has_renewed_them()
    {
        await using var coturn = await Coturn.StartAsync([networks.PublicAddress]);
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow.AddHours(-2));
        await using var app = await networks.StartMeetingsAsync(
            services => services.AddSingleton(all => new IceServers(all.GetRequiredService<IceOptions>(), clock)), [.. coturn.Settings("udp")]);
        var (ana, bo) = await networks.JoinAsync(app);
        await ana.IsAnsweredByServerAsync(TurnClient.Unauthorized);
        await bo.IsAnsweredByServerAsync(TurnClient.Unauthorized);
        Assert.Empty(await ana.WaysAsync());

        clock.SetUtcNow(DateTimeOffset.UtcNow);
        await ana.RenewsAsync();
        await bo.RenewsAsync();

        await ana.SeesVideoOfAsync("Bo");
        await bo.SeesVideoOfAsync("Ana");
    }
}
