using System.Net;
using OnlineMeetings.Accounts;

namespace OnlineMeetings.Tests.Accounts;

public sealed class RegistrationTests
{
    [Theory]
    [InlineData("", "dea@example.org", false)]
    [InlineData("example.org", "dea@example.org", true)]
    [InlineData("example.org", "dea@EXAMPLE.org ", true)]
    [InlineData("example.org", "dea@sub.example.org", false)]
    [InlineData("example.org", "dea@notexample.org", false)]
    [InlineData("example.org", "example.org", false)]
    [InlineData("other.net example.org", "dea@example.org", true)]
    [InlineData("*", "dea@wherever.net", true)]
    public void Only_people_of_the_given_domains_may_register(string domains, string email, bool may) =>
        Assert.Equal(may, new ServerSettings { RegistrationDomains = domains }.MayRegister(email));

    [Theory]
    [InlineData("dea@example.org", true)]
    [InlineData("dea@elsewhere.net", false)]
    public async Task Who_registers_is_a_member_at_once(string email, bool registered)
    {
        await using var app = await TestServer.StartAsync();
        var ana = await app.UserAsync(await app.AdministratorAsync("Ana"));
        await app.Get<ServerSettingsStore>().ChangeAsync(ana, s => s.RegistrationDomains = "example.org", default);
        var browser = app.Stranger();
        await browser.PostFormAsync("/account/register", ("Name", "Dea"), ("Email", email), ("Password", "long enough 1"));
        Assert.Equal(registered, await app.Get<AccountStore>().FindAsync(email, default) is not null);
        Assert.Equal(registered ? HttpStatusCode.OK : HttpStatusCode.Redirect, (await browser.Http.GetAsync("/account/password")).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await browser.Http.GetAsync("/admin")).StatusCode);
    }

    [Fact]
    public async Task A_taken_address_is_refused_in_whatever_case()
    {
        await using var app = await TestServer.StartAsync();
        var ana = await app.UserAsync(await app.AdministratorAsync("Ana"));
        await app.Get<ServerSettingsStore>().ChangeAsync(ana, s => s.RegistrationDomains = "example.org", default);
        using var answer = await app.Stranger().PostFormAsync("/account/register", ("Name", "Eve"), ("Email", "ANA@example.org"), ("Password", "long enough 1"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Single(await app.AccountsAsync());
    }
}
