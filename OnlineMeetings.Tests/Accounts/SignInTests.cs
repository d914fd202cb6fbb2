using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using OnlineMeetings.Accounts;
using OnlineMeetings.Administration;

namespace OnlineMeetings.Tests.Accounts;

public sealed partial class SignInTests
{
    [Fact]
    public async Task A_member_signs_in_and_out()
    {
        await using var app = await TestServer.StartAsync();
        var bo = await app.MemberAsync("Bo");
        Assert.Equal("/meetings", (await bo.Http.GetAsync("/")).Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await bo.Http.GetAsync("/account/password")).StatusCode);
        // A link can't sign out, nor can a form from elsewhere.
        Assert.Equal(HttpStatusCode.BadRequest, (await bo.Http.PostAsync("/account/sign-out", null)).StatusCode);
        using var answer = await bo.Browser.PostAsync("/account/sign-out", await bo.Http.GetStringAsync("/account/password"));
        Assert.Equal("/account/sign-in", answer.Headers.Location?.OriginalString);
        Assert.StartsWith("/account/sign-in", (await bo.Http.GetAsync("/")).Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await bo.Http.GetAsync("/account/password")).StatusCode);
    }

    [Fact]
    public async Task Cookies_are_out_of_reach_of_scripts_and_other_sites()
    {
        await using var app = await TestServer.StartAsync();
        await app.AdministratorAsync("Ana");
        using var answer = await app.Stranger().SignInAsync(TestServer.EmailOf("Ana"), TestServer.PasswordOf("Ana"));
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("__Host-account=", StringComparison.Ordinal));
        foreach (var part in new[] { "secure", "httponly", "samesite=lax", "path=/" })
            Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Unknown_wrong_locked_and_tired_get_the_same_answer()
    {
        await using var app = await TestServer.StartAsync();
        var bo = await app.MemberAsync("Bo");
        var cem = await app.MemberAsync("Cem");
        await app.Get<People>().LockAsync(await app.UserAsync(await app.AdministratorAsync()), bo.Id, default);
        for (var i = 0; i < AccountStore.WrongBeforeRest; i++)
            await app.Get<AccountStore>().CountWrongAsync(cem.Email, default);

        string? first = null;
        foreach (var (email, password) in new[]
        {
            ("nobody@example.org", "whatever it is"), (TestServer.EmailOf("Ana"), "whatever it is"), (bo.Email, bo.Password), (cem.Email, cem.Password),
        })
        {
            using var answer = await app.Stranger().SignInAsync(email, password);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.DoesNotContain(answer.Headers.Where(h => h.Key == "Set-Cookie").SelectMany(h => h.Value), c => c.Contains("account", StringComparison.Ordinal));
            var page = Changing().Replace((await answer.Content.ReadAsStringAsync()).Replace(email, "", StringComparison.OrdinalIgnoreCase), "");
            Assert.Equal(first ??= page, page);
        }
    }

    [Fact]
    public async Task An_account_rests_after_many_wrong_passwords_and_takes_the_right_one_later()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await TestServer.StartAsync(time);
        var bo = await app.MemberAsync("Bo");
        for (var i = 0; i < AccountStore.WrongBeforeRest; i++)
            await app.Get<AccountStore>().CountWrongAsync(bo.Email, default);
        Assert.Equal(HttpStatusCode.BadRequest, (await app.Stranger().SignInAsync(bo.Email, bo.Password)).StatusCode);
        time.Advance(AccountStore.Rest);
        Assert.Equal(HttpStatusCode.Redirect, (await app.Stranger().SignInAsync(bo.Email, bo.Password)).StatusCode);
    }

    [Fact]
    public async Task Guessing_from_one_address_is_slowed_down_and_others_are_not()
    {
        await using var app = await TestServer.StartAsync(settings: ("Proxy:Trusted", "127.0.0.1 ::1"));
        var bo = await app.MemberAsync("Bo");
        var guesser = app.Stranger();
        guesser.Http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        guesser.Http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.BadRequest, (await guesser.SignInAsync(bo.Email, $"guess number {i}")).StatusCode);
        using var sixth = await guesser.SignInAsync(bo.Email, bo.Password);
        Assert.Equal(HttpStatusCode.TooManyRequests, sixth.StatusCode);
        Assert.NotNull(sixth.Headers.RetryAfter);
        Assert.Contains("too many tries", await sixth.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await app.Stranger().SignInAsync(bo.Email, bo.Password)).StatusCode);
    }

    [Fact]
    public async Task A_forged_X_Forwarded_For_is_no_way_around_the_limit()
    {
        await using var app = await TestServer.StartAsync();
        var bo = await app.MemberAsync("Bo");
        for (var i = 0; i < 5; i++)
            await Forger(i).SignInAsync(bo.Email, "whatever it is");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Forger(9).SignInAsync(bo.Email, bo.Password)).StatusCode);

        Browser Forger(int i)
        {
            var forger = app.Stranger();
            forger.Http.DefaultRequestHeaders.Add("X-Forwarded-For", $"203.0.113.{i}");
            return forger;
        }
    }

    [Fact]
    public async Task Signing_in_leads_where_one_wanted_to_go_but_to_no_other_server()
    {
        await using var app = await TestServer.StartAsync();
        await app.AdministratorAsync("Ana");
        foreach (var (returnUrl, leadsTo) in new[] { ("/calendar?day=1", "/calendar?day=1"), ("//evil.example", "/meetings") })
        {
            using var answer = await app.Stranger().SignInAsync(
                TestServer.EmailOf("Ana"), TestServer.PasswordOf("Ana"), $"?returnUrl={Uri.EscapeDataString(returnUrl)}");
            Assert.Equal(leadsTo, answer.Headers.Location?.OriginalString);
        }
    }

    [Fact]
    public async Task A_locked_account_is_out_at_its_next_request()
    {
        await using var app = await TestServer.StartAsync();
        var bo = await app.MemberAsync("Bo");
        Assert.Equal(HttpStatusCode.OK, (await bo.Http.GetAsync("/account/password")).StatusCode);
        await app.Get<People>().LockAsync(await app.UserAsync(await app.AdministratorAsync()), bo.Id, default);
        Assert.Equal(HttpStatusCode.Redirect, (await bo.Http.GetAsync("/account/password")).StatusCode);
        await app.Get<People>().UnlockAsync(await app.UserAsync(await app.AdministratorAsync()), bo.Id, default);
        Assert.Equal(HttpStatusCode.Redirect, (await app.Stranger().SignInAsync(bo.Email, bo.Password)).StatusCode);
    }

    [Fact]
    public async Task A_new_password_ends_all_other_sign_ins()
    {
        await using var app = await TestServer.StartAsync();
        var bo = await app.MemberAsync("Bo");
        var elsewhere = app.Stranger();
        await elsewhere.SignInAsync(bo.Email, bo.Password);
        Assert.Equal(HttpStatusCode.BadRequest, (await bo.Browser.PostFormAsync("/account/password", ("Current", "not the one"), ("Password", "a new one that is long"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await bo.Browser.PostFormAsync("/account/password", ("Current", bo.Password), ("Password", "short"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await bo.Browser.PostFormAsync("/account/password", ("Current", bo.Password), ("Password", "a new one that is long"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await bo.Http.GetAsync("/account/password")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.Http.GetAsync("/account/password")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await app.Stranger().SignInAsync(bo.Email, "a new one that is long")).StatusCode);
    }

    [Fact]
    public async Task A_member_is_no_administrator()
    {
        await using var app = await TestServer.StartAsync();
        var bo = await app.MemberAsync("Bo");
        using var answer = await bo.Http.GetAsync("/admin");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("This page is not for you", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    // What differs between any two loads of one page.
    [GeneratedRegex("""value="CfDJ8[^"]*"|nonce="[^"]*"|<!--.*?-->""", RegexOptions.Singleline, 1000)]
    private static partial Regex Changing();
}
