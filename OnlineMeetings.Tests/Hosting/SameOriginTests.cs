using System.Net;
using Microsoft.Extensions.Hosting;

namespace OnlineMeetings.Tests.Hosting;

public sealed class SameOriginTests
{
    [Theory]
    [InlineData(null, null, HttpStatusCode.Forbidden)]
    [InlineData("Origin", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    public async Task T29_A_circuit_is_opened_by_pages_of_this_server_only(string? header, string? value, HttpStatusCode expected)
    {
        await using var app = await TestServer.StartAsync();
        await app.AdministratorAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        if (header is not null)
            request.Headers.Add(header, value);

        using var answer = await app.Stranger().Http.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task An_older_browser_says_its_origin()
    {
        await using var app = await TestServer.StartAsync();
        await app.AdministratorAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", app.Address.GetLeftPart(UriPartial.Authority));

        using var answer = await app.Stranger().Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_server_that_stops_opens_no_circuits()
    {
        await using var app = await TestServer.StartAsync();
        await app.AdministratorAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        var answered = default(HttpStatusCode);
        app.Get<IHostApplicationLifetime>().ApplicationStopping.Register(() =>
        {
            using var answer = app.Stranger().Http.Send(request);
            answered = answer.StatusCode;
        });

        await app.StopAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answered);
    }
}
