using System.Net;
using System.Net.Sockets;
using OnlineMeetings.Hosting;

namespace OnlineMeetings.Tests.Hosting;

public sealed class AnswerTests
{
    [Fact]
    public async Task Every_kind_of_answer_carries_the_security_headers()
    {
        await using var app = await TestServer.StartAsync();
        var ana = await app.AdministratorAsync("Ana");
        var nobody = app.Stranger();
        foreach (var (browser, path, status) in new[]
        {
            (nobody, "/account/sign-in", HttpStatusCode.OK), (nobody, "/admin", HttpStatusCode.Redirect), (ana.Browser, "/admin", HttpStatusCode.OK),
            (nobody, "/css/base.css", HttpStatusCode.OK), (nobody, "/healthz/live", HttpStatusCode.OK), (nobody, "/nothing/here", HttpStatusCode.NotFound),
            (nobody, "/api/nothing", HttpStatusCode.NotFound), (nobody, "/_framework/blazor.web.js", HttpStatusCode.OK),
        })
        {
            using var answer = await browser.Http.GetAsync(path);
            Assert.Equal(status, answer.StatusCode);
            var csp = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Matches("script-src 'self' 'nonce-[^']+';", csp);
            Assert.Contains("frame-ancestors 'self'", csp, StringComparison.Ordinal);
            Assert.DoesNotMatch("script-src[^;]*unsafe", csp);
            Assert.Equal("SAMEORIGIN", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
            Assert.Contains("camera=(self), microphone=(self)", Assert.Single(answer.Headers.GetValues("Permissions-Policy")), StringComparison.Ordinal);
            Assert.False(answer.Headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task Browsers_are_told_to_stay_on_https()
    {
        await using var app = await TestServer.StartAsync();
        var browser = app.Stranger();
        browser.Http.DefaultRequestHeaders.Host = "meet.example.org";
        using var answer = await browser.Http.GetAsync("/healthz/live");
        Assert.Equal("max-age=31536000", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
    }

    [Theory]
    [InlineData("", "/m/a%20b?x=%26", "https://localhost:{0}/m/a%20b?x=%26")]
    [InlineData("https://meet.example.org", "/m/abc", "https://meet.example.org/m/abc")]
    public async Task Plain_http_only_redirects(string publicUrl, string path, string expected)
    {
        var port = FreePort();
        await using var app = await StartBothAsync(port, publicUrl);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
        {
            using var answer = await http.SendAsync(new HttpRequestMessage(method, $"http://localhost:{port}{path}"));
            Assert.Equal(HttpStatusCode.PermanentRedirect, answer.StatusCode);
            Assert.Equal(expected.Replace("{0}", $"{app.Get<ServerOptions>().Urls[0].Port}", StringComparison.Ordinal), answer.Headers.Location?.OriginalString);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }
    }

    [Fact]
    public async Task A_strangers_forwarding_headers_and_a_forged_host_change_nothing()
    {
        await using var app = await TestServer.StartAsync(settings: ("PublicUrl", "https://meet.example.org"));
        await app.AdministratorAsync("Ana");
        var forger = app.Stranger();
        forger.Http.DefaultRequestHeaders.Host = "evil.example";
        forger.Http.DefaultRequestHeaders.Add("X-Forwarded-Host", "evil.example");
        forger.Http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "http");
        using var answer = await forger.Http.GetAsync("/account/sign-in");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("evil.example", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("https://meet.example.org/m/abc", app.Get<PublicAddress>().To("/m/abc"));
    }

    [Fact]
    public async Task What_is_not_there_is_told_in_plain_words()
    {
        await using var app = await TestServer.StartAsync();
        await app.AdministratorAsync("Ana");
        var browser = app.Stranger();
        browser.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("de");
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
        {
            using var answer = await browser.Http.SendAsync(new HttpRequestMessage(method, "/nothing/here"));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Contains("Hier ist nichts", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        using var api = await browser.Http.GetAsync("/api/nothing");
        Assert.Equal("application/problem+json", api.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_in_plain_words()
    {
        await using var app = await TestServer.StartAsync();
        await app.AdministratorAsync("Ana");
        using var answer = await app.Stranger().PostAsync("/account/sign-in", "", ("Email", "a@example.org"), ("Password", "x"), ("_handler", "sign-in"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("This page was open for too long", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_body_is_refused_where_none_is_expected()
    {
        await using var app = await TestServer.StartAsync();
        await app.AdministratorAsync("Ana");
        using var answer = await app.Stranger().Http.PostAsync("/account/sign-in", new ByteArrayContent(new byte[2 * 1024 * 1024]));
        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.BadRequest });
    }

    // The second address comes through the settings, after the one the test server listens on.
    private static async Task<TestServer> StartBothAsync(int plain, string publicUrl)
    {
        var secure = FreePort();
        return await TestServer.StartAsync(settings: [("Urls", $"https://localhost:{secure};http://localhost:{plain}"), ("PublicUrl", publicUrl)]);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
