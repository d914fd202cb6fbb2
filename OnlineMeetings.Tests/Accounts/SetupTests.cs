using System.Net;
using OnlineMeetings.Accounts;

namespace OnlineMeetings.Tests.Accounts;

public sealed class SetupTests
{
    private static readonly (string, string)[] _ana = [("Name", "Ana"), ("Email", "ana@example.org"), ("Password", "long enough 1")];

    [Fact]
    public async Task Everything_but_health_and_files_of_the_program_leads_to_the_set_up()
    {
        await using var app = await TestServer.StartAsync();
        var http = app.Stranger().Http;
        foreach (var path in new[] { "/", "/meetings", "/account/sign-in", "/m/abc", "/nothing/here", "/api/x" })
        {
            using var answer = await http.GetAsync(path);
            Assert.Equal((HttpStatusCode.Redirect, "/setup"), (answer.StatusCode, answer.Headers.Location?.ToString()));
        }
        foreach (var path in new[] { "/healthz/live", "/healthz/ready", "/css/base.css", "/setup" })
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task The_first_person_becomes_administrator_and_the_set_up_is_gone()
    {
        await using var app = await TestServer.StartAsync();
        var browser = app.Stranger();
        using var answer = await browser.PostFormAsync("/setup", _ana);
        Assert.Equal("/meetings", answer.Headers.Location?.OriginalString);
        Assert.Single(await app.AccountsAsync());
        Assert.Equal(HttpStatusCode.OK, (await browser.Http.GetAsync("/admin")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Http.GetAsync("/setup")).StatusCode);
        await app.RestartAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await app.Stranger().Http.GetAsync("/setup")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.Http.GetAsync("/admin")).StatusCode);
    }

    [Fact]
    public async Task Of_many_set_ups_at_once_one_makes_an_administrator()
    {
        await using var app = await TestServer.StartAsync();
        var browsers = Enumerable.Range(0, 6).Select(_ => app.Stranger()).ToArray();
        var pages = await Task.WhenAll(browsers.Select(b => b.Http.GetStringAsync("/setup")));
        await Task.WhenAll(browsers.Select((b, i) => b.PostAsync(
            "/setup", pages[i], ("Name", "Ana"), ("Email", $"ana{i}@example.org"), ("Password", "long enough 1"))));
        Assert.Single(await app.AccountsAsync());
        var inside = await Task.WhenAll(browsers.Select(b => b.Http.GetAsync("/admin")));
        Assert.Single(inside, answer => answer.StatusCode == HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Host", "meet.example.org")]
    [InlineData("Host", "localhost.evil.example")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Forwarded-Host", "localhost")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    public async Task Who_may_be_elsewhere_is_asked_for_the_code(string header, string value)
    {
        await using var app = await TestServer.StartAsync();
        var browser = app.Stranger();
        Assert.DoesNotContain("Setup code", await browser.Http.GetStringAsync("/setup"), StringComparison.Ordinal);
        browser.Http.DefaultRequestHeaders.TryAddWithoutValidation(header, value);
        var page = await browser.Http.GetStringAsync("/setup");
        Assert.Contains("Setup code", page, StringComparison.Ordinal);
        Assert.DoesNotContain(app.Get<Setup>().Code, page, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/setup", page, _ana)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/setup", page, [.. _ana, ("Code", "23456789")])).StatusCode);
        Assert.Empty(await app.AccountsAsync());
        using var right = await browser.PostAsync("/setup", page, [.. _ana, ("Code", app.Get<Setup>().Code.ToLowerInvariant())]);
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
    }

    [Fact]
    public async Task The_code_can_not_be_guessed()
    {
        await using var app = await TestServer.StartAsync();
        var browser = app.Stranger();
        browser.Http.DefaultRequestHeaders.Host = "meet.example.org";
        var page = await browser.Http.GetStringAsync("/setup");
        for (var i = 0; i < 5; i++)
            await browser.PostAsync("/setup", page, [.. _ana, ("Code", "23456789")]);
        using var answer = await browser.PostAsync("/setup", page, [.. _ana, ("Code", app.Get<Setup>().Code)]);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 5);
    }

    [Fact]
    public async Task What_was_typed_stays_but_the_password()
    {
        await using var app = await TestServer.StartAsync();
        using var answer = await app.Stranger().PostFormAsync("/setup", ("Name", "<b>Ana</b>"), ("Email", "no address"), ("Password", "short"));
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("&lt;b&gt;Ana&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.Contains("no address", page, StringComparison.Ordinal);
        Assert.Contains("Give an e-mail address", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\"short\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_start_prints_the_code_only_while_it_is_needed()
    {
        await using var app = await TestServer.StartAsync();
        using var before = new StringWriter();
        await app.Get<Setup>().PrintIfNeededAsync(before, default);
        Assert.Contains(app.Get<Setup>().Code, before.ToString(), StringComparison.Ordinal);
        await app.AdministratorAsync();
        using var after = new StringWriter();
        await app.Get<Setup>().PrintIfNeededAsync(after, default);
        Assert.Empty(after.ToString());
    }
}
