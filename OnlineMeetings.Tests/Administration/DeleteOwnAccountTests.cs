using System.Net;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Tests.Administration;

/// <summary>Somebody deletes their own account.</summary>
public sealed class DeleteOwnAccountTests : IAsyncLifetime
{
    private TestServer _app = null!;
    private Person _ana = null!;
    private Person _bo = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await TestServer.StartAsync();
        (_ana, _bo) = (await _app.AdministratorAsync(), await _app.MemberAsync("Bo"));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task With_the_password_the_account_goes_and_its_browser_is_signed_out()
    {
        using var answer = await _bo.Browser.PostFormAsync("/account/delete", ("Password", _bo.Password));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Your account was deleted", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(await _app.AccountsAsync(), a => a.Person == _bo.Id);
        Assert.Contains("__Host-account=;", string.Join('\n', answer.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        using var next = await _bo.Http.GetAsync("/meetings");
        Assert.Equal(HttpStatusCode.Redirect, next.StatusCode);
    }

    [Fact]
    public async Task A_wrong_password_deletes_nothing()
    {
        using var answer = await _bo.Browser.PostFormAsync("/account/delete", ("Password", "a wrong one"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("That is not your password.", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Contains(await _app.AccountsAsync(), a => a.Person == _bo.Id);
    }

    [Fact]
    public async Task The_page_says_what_hangs_on_the_account_and_the_meetings_are_given_away()
    {
        var meeting = await MakeAsync(_bo);
        Assert.Contains("1 meeting with 0 B of files hangs on it.", await _bo.Http.GetStringAsync("/account/delete"), StringComparison.Ordinal);

        using var answer = await _bo.Browser.PostFormAsync("/account/delete", ("Fate", "give"), ("Heir", _ana.Email), ("Password", _bo.Password));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(_ana.Id, (await FindAsync(meeting.Id))!.OrganizerId);
    }

    [Fact]
    public async Task The_meetings_go_with_the_account_where_that_was_chosen()
    {
        var meeting = await MakeAsync(_bo);

        using var answer = await _bo.Browser.PostFormAsync("/account/delete", ("Fate", "delete"), ("Heir", ""), ("Password", _bo.Password));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Null(await FindAsync(meeting.Id));
    }

    [Fact]
    public async Task A_meeting_that_was_made_since_the_page_was_shown_is_not_deleted_unasked()
    {
        var page = await _bo.Http.GetStringAsync("/account/delete");
        var meeting = await MakeAsync(_bo);

        using var answer = await _bo.Browser.PostAsync("/account/delete", page, ("Password", _bo.Password));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("hangs on it. What shall become of it?", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotNull(await FindAsync(meeting.Id));
    }

    [Fact]
    public async Task The_last_administrator_stays_and_is_told_why()
    {
        using var answer = await _ana.Browser.PostFormAsync("/account/delete", ("Password", _ana.Password));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("A server needs an administrator who is not locked.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(await _app.AccountsAsync(), a => a.Person == _ana.Id);
    }

    private Task<MeetingCard> MakeAsync(Person organizer) =>
        _app.Get<MeetingBook>().CreateAsync(organizer.Id, new NewMeeting { Title = "Autumn catalogue" }, default);

    private async Task<Meeting?> FindAsync(MeetingId id)
    {
        await using var db = await _app.Get<IDbContextFactory<MeetingsDb>>().CreateDbContextAsync();
        return await db.Meetings.SingleOrDefaultAsync(m => m.Id == id);
    }
}
