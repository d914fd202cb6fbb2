using OnlineMeetings.Tests.InChromium;

namespace OnlineMeetings.Tests.OnNetworks;

/// <summary>Two people of whom one hears the other and is not heard: the link is up, and what it carries in one direction is swallowed.</summary>
[Collection("Networks")]
public sealed class HalfHeardTests(TwoNetworks networks)
{
    [Fact]
    public async Task Both_are_told_who_does_not_hear_whom_until_the_way_is_free_again()
    {
        await using var coturn = await Coturn.StartAsync([networks.PublicAddress]);
        await using var app = await networks.StartMeetingsAsync(settings: [.. coturn.Settings("udp")]);
        var (ana, bo) = await networks.JoinAsync(app);
        await ana.SeesVideoOfAsync("Bo");
        await bo.SeesVideoOfAsync("Ana");
        await ana.HearsMoreOfAsync("Bo");
        await bo.HearsMoreOfAsync("Ana");

        await using (await networks.SwallowMediaOfAnaAsync())
        {
            await Task.WhenAll(
                ana.IsToldOnTileOfAsync("Bo", "Bo does not hear you. Looking for another way."),
                bo.IsToldOnTileOfAsync("Ana", "You do not hear Ana. Looking for another way."));
            await ana.HearsMoreOfAsync("Bo");
            await Somebody.EventuallyAsync("the link is repaired", async () => (await ana.LinkToAsync("Bo"))!.Repairs + (await bo.LinkToAsync("Ana"))!.Repairs > 0);
        }

        await ana.IsToldNothingOfLinkToAsync("Bo");
        await bo.IsToldNothingOfLinkToAsync("Ana");
        await ana.SeesAndHearsMoreOfAsync("Bo");
        await bo.SeesAndHearsMoreOfAsync("Ana");
    }
}
