using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using OnlineMeetings.Accounts;
using OnlineMeetings.Tests.Mail;

namespace OnlineMeetings.Tests.Accounts;

/// <summary>A forgotten password, with a real mail server.</summary>
public sealed partial class ForgottenPasswordsTests
{
    private const string New = "a new one that is long";

    [Fact]
    public async Task A_mailed_link_sets_a_new_password()
    {
        using var mails = MailServer.Start();
        await using var app = await TestServer.StartAsync(settings: mails.Settings);
        var bo = await app.MemberAsync("Bo");

        await AskAsync(app, bo.Email);

        var mail = await mails.NextAsync();
        Assert.Equal(bo.Email, mail.To.Mailboxes.Single().Address);
        var link = Link().Match(mail.TextBody!).Value;
        Assert.StartsWith(app.Address + "account/reset/", link, StringComparison.Ordinal);
        using var set = await app.Stranger().PostFormAsync(new Uri(link).AbsolutePath, ("Password", New));
        Assert.Equal(HttpStatusCode.Redirect, set.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await app.Stranger().SignInAsync(bo.Email, New)).StatusCode);
    }

    [Fact]
    public async Task Nobody_learns_whether_there_is_an_account()
    {
        using var mails = MailServer.Start();
        await using var app = await TestServer.StartAsync(settings: mails.Settings);
        var bo = await app.MemberAsync("Bo");

        var stranger = await AskAsync(app, "nobody-here@example.org");
        var known = await AskAsync(app, bo.Email);

        Assert.Equal(stranger, known);
        Assert.Equal(bo.Email, (await mails.NextAsync()).To.Mailboxes.Single().Address);
        Assert.Single(mails.Mails);
    }

    [Fact]
    public async Task Who_asks_again_and_again_gets_one_mail_in_five_minutes_and_is_slowed_down()
    {
        using var mails = MailServer.Start();
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await TestServer.StartAsync(time, settings: mails.Settings);
        var bo = await app.MemberAsync("Bo");
        await AskAsync(app, bo.Email);
        await mails.NextAsync();

        await AskAsync(app, bo.Email);
        time.Advance(ForgottenPasswords.Pause);
        await AskAsync(app, bo.Email);
        await mails.NextAsync(after: 1);
        Assert.Equal(2, mails.Mails.Count);

        var status = HttpStatusCode.OK;
        for (var tries = 0; tries < 12 && status == HttpStatusCode.OK; tries++)
        {
            using var answer = await app.Stranger().PostFormAsync("/account/forgot", ("Email", "x@example.org"));
            status = answer.StatusCode;
        }
        Assert.Equal(HttpStatusCode.TooManyRequests, status);
    }

    [Fact]
    public async Task Who_asks_for_a_link_ends_none_that_somebody_waits_for()
    {
        using var mails = MailServer.Start();
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await TestServer.StartAsync(time, settings: mails.Settings);
        var bo = await app.MemberAsync("Bo");
        var handedOver = (await app.Get<PasswordLinks>().MakeAsync(await app.UserAsync(await app.AdministratorAsync()), bo.Id, default))!;
        await AskAsync(app, bo.Email);
        var first = Link().Match((await mails.NextAsync()).TextBody!).Value;
        time.Advance(ForgottenPasswords.Pause);
        await AskAsync(app, bo.Email);
        await mails.NextAsync(after: 1);

        foreach (var path in new[] { new Uri(first).AbsolutePath, $"/account/reset/{handedOver}" })
            Assert.Equal(HttpStatusCode.OK, (await app.Stranger().Http.GetAsync(path)).StatusCode);
        using var set = await app.Stranger().PostFormAsync(new Uri(first).AbsolutePath, ("Password", New));
        Assert.Equal(HttpStatusCode.Redirect, set.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await app.Stranger().Http.GetAsync($"/account/reset/{handedOver}")).StatusCode);
    }

    [Fact]
    public async Task T32_A_forged_host_never_reaches_a_mailed_link()
    {
        using var mails = MailServer.Start();
        await using var app = await TestServer.StartAsync(settings: [.. mails.Settings, ("PublicUrl", "https://meet.example.org")]);
        var bo = await app.MemberAsync("Bo");
        var browser = app.Stranger();
        browser.Http.DefaultRequestHeaders.Host = "evil.example";
        browser.Http.DefaultRequestHeaders.Add("X-Forwarded-Host", "evil.example");

        using var answer = await browser.PostFormAsync("/account/forgot", ("Email", bo.Email));

        var mail = await mails.NextAsync();
        Assert.DoesNotContain("evil.example", mail.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("https://meet.example.org/account/reset/", Link().Match(mail.TextBody!).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_mail_server_the_page_says_who_helps()
    {
        await using var app = await TestServer.StartAsync();
        await app.AdministratorAsync();

        Assert.Contains("Ask your administrator", await app.Stranger().Http.GetStringAsync("/account/forgot"), StringComparison.Ordinal);
    }

    private static async Task<string> AskAsync(TestServer app, string email)
    {
        using var answer = await app.Stranger().PostFormAsync("/account/forgot", ("Email", email));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Said().Match(await answer.Content.ReadAsStringAsync()).Value;
    }

    [GeneratedRegex(@"https://\S+", RegexOptions.NonBacktracking)]
    private static partial Regex Link();

    [GeneratedRegex("<main.*</main>", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Said();
}
