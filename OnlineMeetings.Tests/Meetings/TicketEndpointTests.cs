using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using OnlineMeetings.Accounts;
using OnlineMeetings.Meetings;
using OnlineMeetings.Meetings.Settings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Meetings;

public sealed class TicketEndpointTests
{
    private const string Password = "open sesame";
    private const int Guesses = 1000;

    [Fact]
    public async Task A_guest_gets_a_ticket_that_no_script_can_read_and_a_pass_for_the_circuit()
    {
        await using var app = await TestServer.StartAsync();
        var meeting = await MakeAsync(app);

        using var answer = await AskAsync(app.Stranger(), meeting.Code, "Bo", null);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("__Host-meeting-", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(meeting.Code, cookie, StringComparison.Ordinal);
        var pass = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("pass").GetString()!;
        var ticket = app.Get<Tickets>().FromPass(pass)!;
        Assert.Equal((meeting.Id, "Bo", null), (ticket.Meeting, ticket.Name, ticket.Password));
    }

    [Fact]
    public async Task A_guest_who_comes_again_is_the_same_person()
    {
        await using var app = await TestServer.StartAsync();
        var meeting = await MakeAsync(app);
        var bo = app.Stranger();

        var first = await TicketAsync(app, bo, meeting.Code, "Bo");
        var second = await TicketAsync(app, bo, meeting.Code, "Bo the Second");

        Assert.Equal(first.Person, second.Person);
        Assert.Equal("Bo the Second", second.Name);
    }

    [Theory]
    [InlineData(true, "wrong")]
    [InlineData(true, "")]
    [InlineData(false, "wrong")]
    public async Task Every_wrong_password_gets_the_same_answer_also_where_there_is_none(bool hasPassword, string given)
    {
        await using var app = await TestServer.StartAsync();
        var meeting = await MakeAsync(app, hasPassword ? Password : "");

        using var answer = await AskAsync(app.Stranger(), meeting.Code, "Bo", given);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("That is not the password of this meeting.", problem.GetProperty("detail").GetString());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task T4_The_right_password_opens_this_meeting_and_no_other()
    {
        await using var app = await TestServer.StartAsync();
        var (mine, other) = (await MakeAsync(app, Password), await MakeAsync(app, Password));
        var bo = app.Stranger();

        using var answer = await AskAsync(bo, mine.Code, "Bo", Password);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await StatusOfAnyFileAsync(bo, mine.Code));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusOfAnyFileAsync(bo, other.Code));
    }

    [Fact]
    public async Task T4_The_ticket_of_before_is_worth_nothing_once_the_password_was_given_also_while_its_holder_is_inside()
    {
        await using var app = await TestServer.StartAsync();
        var meeting = await MakeAsync(app);
        var (bo, mallory) = (app.Stranger(), app.Stranger());
        var before = await TicketAsync(app, bo, meeting.Code, "Bo");
        mallory.Cookies.Add(bo.Cookies.GetCookies(app.Address));
        await SetPasswordAsync(app, meeting.Id);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusOfAnyFileAsync(bo, meeting.Code));

        var after = await TicketAsync(app, bo, meeting.Code, "Bo", Password);
        await using var people = await SeatedPeople.JoinAsync(app, meeting.Id, 0);
        Assert.Equal(JoinOutcome.Joined, await people.JoinAsync(new Viewer(after.Person, "Bo", ViewerKind.Guest, after.Password)));

        Assert.NotEqual(before.Person, after.Person);
        Assert.Equal(HttpStatusCode.NotFound, await StatusOfAnyFileAsync(bo, meeting.Code));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusOfAnyFileAsync(mallory, meeting.Code));
        var intruder = new Viewer(before.Person, "Bo", ViewerKind.Guest, before.Password);
        Assert.Equal(JoinOutcome.NotAllowed, await people.JoinAsync(intruder));
    }

    [Fact]
    public async Task Where_guests_are_off_a_stranger_is_sent_to_sign_in()
    {
        await using var app = await TestServer.StartAsync();
        var meeting = await MakeAsync(app, guests: false);

        using var answer = await AskAsync(app.Stranger(), meeting.Code, "Bo", null);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("   ")]
    public async Task A_guest_without_a_name_is_asked_for_one(string? name)
    {
        await using var app = await TestServer.StartAsync();
        var meeting = await MakeAsync(app);

        using var answer = await AskAsync(app.Stranger(), meeting.Code, name, null);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_wrong_link_leads_to_nothing()
    {
        await using var app = await TestServer.StartAsync();
        await app.AdministratorAsync();

        using var answer = await AskAsync(app.Stranger(), MeetingCode.New(), "Bo", null);
        using var page = await app.Stranger().Http.GetAsync($"/m/{MeetingCode.New()}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Contains("This link leads to no meeting", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task T31_Of_a_thousand_guesses_ten_are_checked_in_ten_minutes_the_right_one_waits_too_and_other_addresses_get_in()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await TestServer.StartAsync(time);
        var meeting = await MakeAsync(app, Password);
        var mallory = app.Stranger();

        var refused = 0;
        for (var guess = 0; guess < Guesses; guess++)
        {
            using var answer = await AskAsync(mallory, meeting.Code, "Mallory", $"guess {guess}");
            refused += answer.StatusCode == HttpStatusCode.Unauthorized ? 1 : 0;
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                Assert.NotNull(answer.Headers.RetryAfter);
            time.Advance(GuessLimit.Period / (Guesses + 1));
        }

        Assert.Equal(GuessLimit.Allowed, refused);
        using var waits = await AskAsync(mallory, meeting.Code, "Mallory", Password);
        Assert.Equal(HttpStatusCode.TooManyRequests, waits.StatusCode);
        using var other = await AskAsync(app.Stranger(from: IPAddress.Parse("127.0.0.2")), meeting.Code, "Bo", Password);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        time.Advance(GuessLimit.Period);
        using var right = await AskAsync(mallory, meeting.Code, "Mallory", Password);
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Fact]
    public async Task A_member_gives_the_password_under_their_own_name()
    {
        await using var app = await TestServer.StartAsync();
        var meeting = await MakeAsync(app, Password);
        var bo = await app.MemberAsync("Bo");

        var ticket = await TicketAsync(app, bo.Browser, meeting.Code, "The Queen", Password);

        Assert.Equal((bo.Id, "Bo"), (ticket.Person, ticket.Name));
    }

    // A file that is not there is said to be missing only to who may come in.
    private static async Task<HttpStatusCode> StatusOfAnyFileAsync(Browser browser, string code)
    {
        using var answer = await browser.Http.GetAsync($"/api/meetings/{code}/files/{Guid.NewGuid():N}");
        return answer.StatusCode;
    }

    private static async Task<MeetingCard> MakeAsync(TestServer app, string password = "", bool guests = true)
    {
        var ana = await app.AdministratorAsync();
        return await app.Get<MeetingBook>().CreateAsync(
            ana.Id, new NewMeeting { Title = "Autumn catalogue", Password = password, GuestsAllowed = guests }, default);
    }

    private static async Task SetPasswordAsync(TestServer app, MeetingId meeting)
    {
        var ana = new Viewer((await app.AdministratorAsync()).Id, "Ana", ViewerKind.Member);
        var sheet = await app.Get<SettingsDesk>().ReadAsync(ana, meeting, default);
        var settings = sheet!.Settings with { HasPassword = true, Password = Password };
        Assert.True((await app.Get<SettingsDesk>().SaveAsync(ana, meeting, sheet.Version, settings, default)).Saved);
    }

    private static Task<HttpResponseMessage> AskAsync(Browser browser, string code, string? name, string? password) =>
        browser.Http.PostAsJsonAsync($"/api/meetings/{code}/ticket", new { name, password });

    private static async Task<Ticket> TicketAsync(TestServer app, Browser browser, string code, string name, string? password = null)
    {
        using var answer = await AskAsync(browser, code, name, password);
        var pass = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("pass").GetString()!;
        return app.Get<Tickets>().FromPass(pass)!;
    }
}
