using System.Net;

namespace OnlineMeetings.Tests.Cluster;

/// <summary>Whose address the server believes, behind a real proxy that it trusts.</summary>
public sealed class ClientAddressTests : IAsyncLifetime
{
    private readonly Uri _entrance = new($"https://localhost:{TestServer.FreePort()}/");
    private TestServer _app = null!;
    private Haproxy _proxy = null!;

    public async ValueTask InitializeAsync()
    {
        Haproxy.MustBeHere();
        _app = await TestServer.StartAsync(settings: [("Proxy:Trusted", "127.0.0.1"), ("PublicUrl", _entrance.GetLeftPart(UriPartial.Authority))]);
        _proxy = await Haproxy.StartAsync(_entrance, _app.Address, _app.Address);
    }

    public async ValueTask DisposeAsync()
    {
        if (_proxy is not null)
            await _proxy.DisposeAsync();
        if (_app is not null)
            await _app.DisposeAsync();
    }

    [Fact]
    public async Task Who_guesses_through_the_proxy_is_slowed_down_alone_whatever_address_they_claim()
    {
        var bo = await _app.MemberAsync("Bo");
        for (var n = 0; n < 5; n++)
        {
            using var wrong = await Guesser(n).SignInAsync(bo.Email, $"guess number {n}");
            Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        }

        using var sixth = await Guesser(6).SignInAsync(bo.Email, bo.Password);
        using var another = await new Browser(_entrance, IPAddress.Parse("127.0.0.6")).SignInAsync(bo.Email, bo.Password);

        Assert.Equal(HttpStatusCode.TooManyRequests, sixth.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, another.StatusCode);
    }

    private Browser Guesser(int n)
    {
        var guesser = new Browser(_entrance, IPAddress.Parse("127.0.0.5"));
        guesser.Http.DefaultRequestHeaders.Add("X-Forwarded-For", $"203.0.113.{n}");
        return guesser;
    }
}
