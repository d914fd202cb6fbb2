using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using OnlineMeetings.Accounts;
using OnlineMeetings.Administration;
using OnlineMeetings.Data;

namespace OnlineMeetings.Tests.Accounts;

public sealed class PasswordLinksTests
{
    private const string New = "a new one that is long";

    [Fact]
    public async Task A_link_sets_a_new_password_once()
    {
        await using var app = await TestServer.StartAsync();
        var (path, bo) = await LinkAsync(app);
        var browser = app.Stranger();
        Assert.Contains(bo.Email, await browser.Http.GetStringAsync(path), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostFormAsync(path, ("Password", "short"))).StatusCode);

        using var answer = await browser.PostFormAsync(path, ("Password", New));

        Assert.Equal("/meetings", answer.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await browser.Http.GetAsync("/account/password")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await bo.Http.GetAsync("/account/password")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await app.Stranger().SignInAsync(bo.Email, bo.Password)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await app.Stranger().SignInAsync(bo.Email, New)).StatusCode);
        var late = app.Stranger();
        using var again = await late.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        Assert.Contains("This link was used already", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(bo.Email, await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_who_use_a_link_at_once_one_sets_the_password()
    {
        await using var app = await TestServer.StartAsync();
        var (path, _) = await LinkAsync(app);
        var secret = path.Split('/')[^1];
        var used = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => app.Get<PasswordLinks>().UseAsync(secret, $"{New} {i}", default)));
        Assert.Single(used, account => account is not null);
    }

    [Fact]
    public async Task A_link_is_over_after_a_day()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await TestServer.StartAsync(time);
        var (path, _) = await LinkAsync(app);
        time.Advance(PasswordLinks.Lifetime - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await app.Stranger().Http.GetAsync(path)).StatusCode);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.BadRequest, (await app.Stranger().Http.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task A_newer_link_a_new_password_and_a_lock_end_a_link()
    {
        await using var app = await TestServer.StartAsync();
        var (first, bo) = await LinkAsync(app);
        var ana = await app.UserAsync(await app.AdministratorAsync());
        var links = app.Get<PasswordLinks>();
        var second = (await links.MakeAsync(ana, bo.Id, default))!;
        Assert.Null(await links.FindAsync(first.Split('/')[^1], default));
        await app.Get<AccountStore>().SetPasswordAsync(bo.Id, New, default);
        Assert.Null(await links.FindAsync(second, default));
        var third = (await links.MakeAsync(ana, bo.Id, default))!;
        await app.Get<People>().LockAsync(ana, bo.Id, default);
        Assert.Null(await links.FindAsync(third, default));
        Assert.Null(await links.MakeAsync(ana, bo.Id, default));
        await app.Get<People>().UnlockAsync(ana, bo.Id, default);
        Assert.Null(await links.FindAsync(third, default));
    }

    [Fact]
    public async Task The_secret_is_kept_nowhere()
    {
        await using var app = await TestServer.StartAsync();
        var (path, _) = await LinkAsync(app);
        var secret = path.Split('/')[^1];
        Assert.Equal(43, secret.Length);
        await using var db = await app.Get<IDbContextFactory<MeetingsDb>>().CreateDbContextAsync();
        Assert.DoesNotContain(secret, (await db.PasswordLinks.SingleAsync()).SecretHash, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(await db.Audit.ToListAsync(), entry => entry.Details.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Guessing_links_is_slowed_down()
    {
        await using var app = await TestServer.StartAsync();
        var (path, _) = await LinkAsync(app);
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.BadRequest, (await app.Stranger().Http.GetAsync($"/account/reset/guess{i}")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await app.Stranger().Http.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task An_account_that_rests_is_open_to_who_has_the_link()
    {
        await using var app = await TestServer.StartAsync();
        var (path, bo) = await LinkAsync(app);
        for (var i = 0; i < AccountStore.WrongBeforeRest; i++)
            await app.Get<AccountStore>().CountWrongAsync(bo.Email, default);
        Assert.Equal(HttpStatusCode.Redirect, (await app.Stranger().PostFormAsync(path, ("Password", New))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await app.Stranger().SignInAsync(bo.Email, New)).StatusCode);
    }

    private static async Task<(string Path, Person Bo)> LinkAsync(TestServer app)
    {
        var bo = await app.MemberAsync("Bo");
        var secret = await app.Get<PasswordLinks>().MakeAsync(await app.UserAsync(await app.AdministratorAsync()), bo.Id, default);
        return (AccountPages.ResetFor(secret!), bo);
    }
}
