using System.Net;
using Microsoft.Playwright;
using OnlineMeetings.Tests.InChromium;
using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.OnNetworks;

/// <summary>What the administrator is told of the STUN and TURN servers.</summary>
[Collection("Chromium")]
public sealed class IceCardTests(Chromium chromium)
{
    private const string Unreachable = "turn:127.0.0.1:9?transport=tcp";

    [Fact]
    public async Task The_administrator_sees_for_each_server_whether_it_answers_this_browser_and_why_not()
    {
        await using var coturn = await Coturn.StartAsync([IPAddress.Loopback]);
        var (at, udp, tcp) = ($"127.0.0.1:{coturn.Port}", $"turn:127.0.0.1:{coturn.Port}", $"turn:127.0.0.1:{coturn.Port}?transport=tcp");
        await using var app = await chromium.StartMeetingsAsync([("Ice:Stun", $"stun:{at}"), .. Coturn.SettingsFor($"{udp} {tcp} {Unreachable}")]);
        var ana = await app.AdministratorAsync();
        await ana.GoesToAsync("admin");

        await ana.Button("Check").ClickAsync();

        await Expect(Card(ana).GetByRole(AriaRole.Status)).ToHaveTextAsync("One of them does not answer as it should.");
        await Expect(Server(ana, at, "STUN over UDP")).ToContainTextAsync("It answers.");
        await Expect(Server(ana, at, "TURN over UDP")).ToContainTextAsync("It answers.");
        await Expect(Server(ana, at, "TURN over TCP")).ToContainTextAsync("It answers.");
        await Expect(Server(ana, "127.0.0.1:9", "TURN over TCP")).ToContainTextAsync("Nothing came back. Perhaps it does not run, or a firewall closes the port.");
        Assert.DoesNotContain(Coturn.Secret, await ana.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.Empty(ana.Faults);
    }

    [Fact]
    public async Task The_administrator_is_told_that_the_secret_is_wrong()
    {
        await using var coturn = await Coturn.StartAsync([IPAddress.Loopback]);
        await using var app = await chromium.StartMeetingsAsync(("Ice:Turn", $"turn:127.0.0.1:{coturn.Port}"), ("Ice:TurnSecret", "another one"));
        var ana = await app.AdministratorAsync();
        await ana.GoesToAsync("admin");

        await ana.Button("Check").ClickAsync();

        await Expect(Card(ana)).ToContainTextAsync("It refuses the credentials. Ice:TurnSecret must be its static-auth-secret");
    }

    private static ILocator Card(Somebody ana) => ana.Page.GetByRole(AriaRole.Region, new() { Name = "STUN and TURN", Exact = true });

    private static ILocator Server(Somebody ana, string host, string way) =>
        Card(ana).GetByRole(AriaRole.Listitem).Filter(new() { HasText = host }).Filter(new() { HasText = way });
}
