using OnlineMeetings.Tests.InChromium;

namespace OnlineMeetings.Tests.OnNetworks;

/// <summary>Two people between whom only one of the two directions is open: one of them is half-heard.</summary>
[Collection("Networks")]
public sealed class OneWayTests(TwoNetworks networks)
{
    private const string Unheard = "Bo does not hear you. Looking for another way.";
    private const string Deaf = "You do not hear Ana. Looking for another way.";

    [Fact]
    public async Task Where_one_direction_is_closed_both_are_told_and_no_longer_when_it_is_open_again()
    {
        await using var coturn = await Coturn.StartAsync([networks.PublicAddress]);
        await using var app = await networks.StartMeetingsAsync(settings: [.. coturn.Settings("udp")]);
        var (ana, bo) = await MeetAsync(app);

        await using (await networks.LoseWhatAnaSendsAsync())
            await Task.WhenAll(ana.IsToldOnTileOfAsync("Bo", Unheard), bo.IsToldOnTileOfAsync("Ana", Deaf));

        await AreWellAsync(ana, bo);
    }

    [Fact]
    public async Task Where_one_direction_stays_closed_the_link_finds_its_way_through_the_relay()
    {
        await using var coturn = await Coturn.StartAsync([networks.PublicAddress]);
        var (udp, tcp) = (coturn.Settings("udp").First().Value, coturn.Settings("tcp").First().Value);
        await using var app = await networks.StartMeetingsAsync(settings: [.. Coturn.SettingsFor($"{udp} {tcp}")]);
        var (ana, bo) = await MeetAsync(app);

        await using var closed = await networks.LoseWhatAnaSendsAsync();
        await Task.WhenAll(ana.IsToldOnTileOfAsync("Bo", Unheard), bo.IsToldOnTileOfAsync("Ana", Deaf));

        await AreWellAsync(ana, bo);
        Assert.Contains("relay", (await ana.WaysAsync())[^1], StringComparison.Ordinal);
    }

    private async Task<(Somebody Ana, Somebody Bo)> MeetAsync(MeetingsInChromium app)
    {
        var (ana, bo) = await networks.JoinAsync(app);
        await ana.SeesVideoOfAsync("Bo");
        await bo.SeesVideoOfAsync("Ana");
        await ana.HearsMoreOfAsync("Bo");
        await bo.HearsMoreOfAsync("Ana");
        return (ana, bo);
    }

    private static async Task AreWellAsync(Somebody ana, Somebody bo)
    {
        await ana.IsToldNothingOfLinkToAsync("Bo");
        await bo.IsToldNothingOfLinkToAsync("Ana");
        await ana.SeesAndHearsMoreOfAsync("Bo");
        await bo.SeesAndHearsMoreOfAsync("Ana");
    }
}
