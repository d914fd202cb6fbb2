using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Tests.Meetings;

/// <summary>What a stranger's browser is told on the sign-in page of the meetings to which it came.</summary>
public sealed class RememberedMeetingsTests : IAsyncLifetime
{
    private const string Password = "open sesame";

    private TestServer _app = null!;
    private Browser _bo = null!;
    private MeetingCard _meeting = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await TestServer.StartAsync();
        var ana = await _app.AdministratorAsync();
        _meeting = await _app.Get<MeetingBook>().CreateAsync(
            ana.Id, new NewMeeting { Title = "Autumn & catalogue", Password = Password, GuestsAllowed = true }, default);
        _bo = _app.Stranger();
        await GetsTicketAsync(_bo);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_guest_finds_a_meeting_again_from_the_same_browser_by_its_title_and_no_more()
    {
        var page = await SignInPageAsync(_bo);

        Assert.Contains("From this browser", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/m/{_meeting.Code}\"", page, StringComparison.Ordinal);
        Assert.Contains("Autumn &amp; catalogue", page, StringComparison.Ordinal);
        // T3: with another password now, the door says the title to whoever has the link, and so does this page.
        await ChangeAsync(m => m.Secure("another hash"));
        page = await SignInPageAsync(_bo);
        Assert.Contains("Autumn &amp; catalogue", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Ana", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_browser_is_told_nothing() => await IsToldNothingAsync(_app.Stranger());

    [Fact]
    public async Task A_replaced_link_is_not_told_to_who_knows_the_old_one()
    {
        await ChangeAsync(m => m.Code = MeetingCode.New());
        await IsToldNothingAsync(_bo);
    }

    [Fact]
    public async Task A_deleted_meeting_is_forgotten()
    {
        await ChangeAsync(db => db.Meetings.ExecuteDelete());
        await IsToldNothingAsync(_bo);
    }

    [Fact]
    public async Task A_ticket_under_another_name_or_of_rubbish_is_none()
    {
        var cookie = _bo.Cookies.GetCookies(_app.Address).Single(c => c.Name == Tickets.CookieOf(_meeting.Id));
        var mallory = _app.Stranger();
        mallory.Cookies.Add(new Cookie(Tickets.CookieOf(MeetingId.New()), cookie.Value, "/", "localhost") { Secure = true });
        mallory.Cookies.Add(new Cookie(Tickets.CookieOf(_meeting.Id), "rubbish", "/", "localhost") { Secure = true });

        await IsToldNothingAsync(mallory);
    }

    [Fact]
    public async Task A_meeting_is_forgotten_on_wish_and_the_others_are_kept()
    {
        var ana = await _app.AdministratorAsync();
        var other = await _app.Get<MeetingBook>().CreateAsync(
            ana.Id, new NewMeeting { Title = "Office hours", Password = Password, GuestsAllowed = true }, default);
        await GetsTicketAsync(_bo, other.Code);

        using var answer = await _bo.PostFormAsync("/account/sign-in", ("Forget", _meeting.Id.ToString()));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var page = await SignInPageAsync(_bo);
        Assert.DoesNotContain("catalogue", page, StringComparison.Ordinal);
        Assert.Contains("Office hours", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_a_member_signs_out_nobody_is_told_of_their_meetings()
    {
        var eva = await _app.MemberAsync("Eva");
        await GetsTicketAsync(eva.Browser);
        eva.Browser.Cookies.GetCookies(_app.Address).Single(c => c.Name == "__Host-account").Expired = true;

        await IsToldNothingAsync(eva.Browser);
    }

    private Task GetsTicketAsync(Browser browser) => GetsTicketAsync(browser, _meeting.Code);

    private static async Task GetsTicketAsync(Browser browser, string code)
    {
        using var answer = await browser.Http.PostAsJsonAsync($"/api/meetings/{code}/ticket", new { Name = "Bo", Password });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private Task ChangeAsync(Action<Meeting> change) => ChangeAsync(db => change(db.Meetings.Single(m => m.Id == _meeting.Id)));

    private Task ChangeAsync(Action<MeetingsDb> change) =>
        _app.Get<IDbContextFactory<MeetingsDb>>().WriteAsync(db => { change(db); return Task.CompletedTask; }, default);

    private static async Task IsToldNothingAsync(Browser browser)
    {
        var page = await SignInPageAsync(browser);
        Assert.DoesNotContain("From this browser", page, StringComparison.Ordinal);
        Assert.DoesNotContain("catalogue", page, StringComparison.Ordinal);
    }

    private static Task<string> SignInPageAsync(Browser browser) => browser.Http.GetStringAsync("/account/sign-in");
}
