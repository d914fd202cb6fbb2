using OnlineMeetings.Tests.InChromium;

namespace OnlineMeetings.Tests.OnNetworks;

/// <summary>Two people of whom one hears the other and is not heard: the link is up, and what it carries in one direction is swallowed.</summary>
[Collection("Networks")]
public sealed class HalfHeardTests(TwoNetworks networks)
{
    /// <summary>How long a link may take for all its steps.</summary>
    private static readonly TimeSpan _steps = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Both_are_told_who_does_not_hear_whom_until_the_way_is_free_again()
    {
        await using var coturn = await Coturn.StartAsync([networks.PublicAddress]);
        await using var app = await networks.StartMeetingsAsync(settings: [.. coturn.Settings("udp")]);
        var (ana, bo) = await MeetAsync(app);

        await using (await networks.SwallowMediaOfAnaAsync(alsoToRelay: true))
        {
            await Task.WhenAll(
                ana.IsToldOnTileOfAsync("Bo", "Bo does not hear you. Looking for another way."),
                bo.IsToldOnTileOfAsync("Ana", "You do not hear Ana. Looking for another way."));
            await ana.HearsMoreOfAsync("Bo");
            await Somebody.EventuallyAsync("the link is repaired", async () => (await ana.LinkToAsync("Bo"))!.Repairs + (await bo.LinkToAsync("Ana"))!.Repairs > 0);
        }

        await AreWellAsync(ana, bo);
    }

    [Fact]
    public async Task A_link_whose_direct_way_swallows_what_is_said_goes_through_the_relay_and_by_no_other_way()
    {
        await using var coturn = await Coturn.StartAsync([networks.PublicAddress]);
        await using var app = await networks.StartMeetingsAsync(settings: [.. coturn.Settings("udp")]);
        var (ana, bo) = await MeetAsync(app);

        // One of the two has sent straight to the relay's address of the other until now.
        await using var ofAna = await networks.SwallowMediaOfAnaAsync(alsoToRelay: false);
        await using var ofBo = await networks.SwallowMediaOfBoAsync(alsoToRelay: false);

        await Somebody.EventuallyAsync("both send through a relay", async () => await IsRelayedAsync(ana) && await IsRelayedAsync(bo), _steps);
        await AreWellAsync(ana, bo);
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

    private static async Task<bool> IsRelayedAsync(Somebody somebody) => (await somebody.WaysAsync()).LastOrDefault() == "relay relay";

    private static async Task AreWellAsync(Somebody ana, Somebody bo)
    {
        await ana.IsToldNothingOfLinkToAsync("Bo");
        await bo.IsToldNothingOfLinkToAsync("Ana");
        await ana.SeesAndHearsMoreOfAsync("Bo");
        await bo.SeesAndHearsMoreOfAsync("Ana");
    }
}
