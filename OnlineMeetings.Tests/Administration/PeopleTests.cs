using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Accounts;
using OnlineMeetings.Administration;
using OnlineMeetings.Audit;
using OnlineMeetings.Meetings;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Administration;

public sealed class PeopleTests : IDisposable
{
    private readonly AdministrationOfTests _tests = new();
    private readonly CancellationToken _ct = CancellationToken.None;

    public void Dispose() => _tests.Dispose();

    [Fact]
    public async Task Who_is_no_administrator_now_does_and_sees_nothing()
    {
        var bo = _tests.Database.Member("Bo");
        var meeting = await _tests.MeetingAsync(bo.Person, "Stays", 10);
        var ada = await _tests.Database.AdministratorAsync("Ada");
        // Their pages were open when the role was taken away, the account was locked, a new password was set, the account was deleted.
        var (former, locked, stale, deleted) = (
            await _tests.Database.AdministratorAsync("Former"), await _tests.Database.AdministratorAsync("Locked"),
            await _tests.Database.AdministratorAsync("Stale"), await _tests.Database.AdministratorAsync("Deleted"));
        await _tests.People.UnmakeAdministratorAsync(ada, former.Person!.Value, _ct);
        await _tests.People.LockAsync(ada, locked.Person!.Value, _ct);
        await _tests.Accounts.SetPasswordAsync(stale.Person!.Value, "another one that is long", _ct);
        await _tests.Farewell.DeleteAsync(ada, deleted.Person!.Value, heir: null, _ct);
        var before = await _tests.LoggedAsync();

        foreach (var nobody in new[] { former, locked, stale, deleted, Administrators.Page(bo, Principal.AdministratorRole), Administrators.Page(Viewers.Guest("Eve")) })
        {
            foreach (var action in _tests.AllActions(bo.Person, meeting.Id))
                await Assert.ThrowsAsync<NotAdministratorException>(() => action(nobody));
        }

        Assert.Equal(before, await _tests.LoggedAsync());
        Assert.Equal(bo.Person, await _tests.OrganizerOfAsync(meeting.Id));
        Assert.DoesNotContain(await AllAsync(ada), one => one.Name == "Eve" || (one.Id == bo.Person && (one.IsLocked || one.IsAdministrator)));
    }

    [Fact]
    public async Task The_list_says_role_lock_meetings_and_storage_of_each()
    {
        var ada = await _tests.Database.AdministratorAsync("Ada");
        var bo = _tests.Database.Member("Bo");
        await _tests.MeetingAsync(bo.Person, "One", 1000);
        await _tests.MeetingAsync(bo.Person, "Two", 234);
        await _tests.People.LockAsync(ada, bo.Person, _ct);

        var all = await AllAsync(ada);

        Assert.Equal((true, false, 0, 0L), Of(all, "Ada"));
        Assert.Equal((false, true, 2, 1234L), Of(all, "Bo"));
    }

    [Theory]
    [InlineData("öko")]
    [InlineData("MULLER")]
    [InlineData("jo mu")]
    [InlineData("@example.org mueller")]
    public async Task Search_finds_names_and_addresses(string search)
    {
        var ada = await _tests.Database.AdministratorAsync("Ada");
        foreach (var (name, email) in new[] { ("Jörg Müller", "j.mueller@example.org"), ("Ökonomia Muller Jo", "oko.mueller@example.org"), ("Bo Larsen", "bo@example.net") })
            await _tests.Accounts.CreateAsync(new NewAccount(name, email, "long enough 1"), _ct);

        var found = await _tests.People.ListAsync(ada, search, PeopleOrder.Name, 0, _ct);

        Assert.NotEmpty(found.Lines);
        Assert.DoesNotContain(found.Lines, one => one.Name == "Bo Larsen");
    }

    [Theory]
    [InlineData("%")]
    [InlineData("\ud800")]
    [InlineData("' or 1=1 --")]
    public async Task Search_takes_wildcards_and_rubbish_as_text(string search) =>
        Assert.Empty((await _tests.People.ListAsync(await _tests.Database.AdministratorAsync(), search, PeopleOrder.Name, 0, _ct)).Lines);

    [Fact]
    public async Task The_list_comes_in_pages_by_name_or_by_storage()
    {
        var ada = await _tests.Database.AdministratorAsync("Ada");
        var zoe = _tests.Database.Member("Zoe");
        for (var i = 0; i < People.PageSize; i++)
            _tests.Database.Member($"Member {i:00}");
        await _tests.MeetingAsync(zoe.Person, "Large", 5000);

        var first = await _tests.People.ListAsync(ada, "", PeopleOrder.Name, 0, _ct);
        var second = await _tests.People.ListAsync(ada, "", PeopleOrder.Name, People.PageSize, _ct);

        // Ana has an account in every test's database.
        Assert.Equal((People.PageSize, People.PageSize + 3), (first.Lines.Count, first.Total));
        Assert.Equal(["Ada", "Ana"], first.Lines.Take(2).Select(one => one.Name));
        Assert.Equal("Zoe", second.Lines[^1].Name);
        Assert.Equal("Zoe", (await _tests.People.ListAsync(ada, "", PeopleOrder.Storage, 0, _ct)).Lines[0].Name);
    }

    [Fact]
    public async Task A_role_is_given_and_taken_back()
    {
        var ada = await _tests.Database.AdministratorAsync("Ada");
        var bo = _tests.Database.Member("Bo");
        await _tests.People.MakeAdministratorAsync(ada, bo.Person, _ct);
        await _tests.People.MakeAdministratorAsync(ada, bo.Person, _ct);
        Assert.NotEmpty((await _tests.People.ListAsync(Administrators.Page(bo), "", PeopleOrder.Name, 0, _ct)).Lines);
        await _tests.People.UnmakeAdministratorAsync(Administrators.Page(bo), ada.Person!.Value, _ct);
        await Assert.ThrowsAsync<NotAdministratorException>(() => _tests.People.UnmakeAdministratorAsync(ada, bo.Person, _ct));
        Assert.Equal(
            [("Bo", AuditKind.AdministratorUnmade, "Ada"), ("Ada", AuditKind.AdministratorMade, "Bo")], await _tests.LoggedAsync());
    }

    [Fact]
    public async Task The_last_administrator_can_not_be_taken_away()
    {
        var ada = await _tests.Database.AdministratorAsync("Ada");
        var me = ada.Person!.Value;
        await RefusedAsync(PeopleRefusal.LastAdministrator, () => _tests.People.UnmakeAdministratorAsync(ada, me, _ct));
        await RefusedAsync(PeopleRefusal.Yourself, () => _tests.People.LockAsync(ada, me, _ct));
        await RefusedAsync(PeopleRefusal.Yourself, () => _tests.Farewell.DeleteAsync(ada, me, heir: null, _ct));
        await RefusedAsync(PeopleRefusal.LastAdministrator, () => _tests.Farewell.DeleteOwnAsync(me, heir: null, _ct));
        // Who is locked administers nothing, so they don't count.
        var locked = await _tests.Database.AdministratorAsync("Locked");
        await _tests.People.LockAsync(ada, locked.Person!.Value, _ct);
        await RefusedAsync(PeopleRefusal.LastAdministrator, () => _tests.People.UnmakeAdministratorAsync(ada, me, _ct));
    }

    [Fact]
    public async Task Of_two_administrators_who_take_each_others_role_at_once_one_is_left()
    {
        var (ada, bea) = (await _tests.Database.AdministratorAsync("Ada"), await _tests.Database.AdministratorAsync("Bea"));

        await Task.WhenAll(TakeAsync(ada, bea.Person!.Value), TakeAsync(bea, ada.Person!.Value));

        await using var db = _tests.Database.CreateDbContext();
        Assert.Equal(1, await db.UserRoles.CountAsync(_ct));

        async Task TakeAsync(System.Security.Claims.ClaimsPrincipal by, PersonId whose) =>
            await Record.ExceptionAsync(() => Task.Run(() => _tests.People.UnmakeAdministratorAsync(by, whose, _ct)));
    }

    [Fact]
    public async Task What_an_administrator_does_to_accounts_is_in_the_log()
    {
        var ada = await _tests.Database.AdministratorAsync("Ada");
        var bo = (await _tests.Accounts.CreateAsync(new NewAccount("Bo", "bo@example.org", "long enough 1"), _ct, administrator: ada))!;
        await _tests.People.LockAsync(ada, bo.Person, _ct);
        await _tests.People.UnlockAsync(ada, bo.Person, _ct);
        await _tests.Links.MakeAsync(ada, bo.Person, _ct);
        Assert.Equal(
            [
                ("Ada", AuditKind.PasswordLinkMade, "Bo"), ("Ada", AuditKind.AccountUnlocked, "Bo"), ("Ada", AuditKind.AccountLocked, "Bo"),
                ("Ada", AuditKind.AccountMade, "Bo"),
            ],
            await _tests.LoggedAsync());
    }

    [Fact]
    public async Task Who_registers_is_said_to_have_made_the_account_themself()
    {
        await _tests.Accounts.CreateAsync(new NewAccount("Bo", "bo@example.org", "long enough 1"), _ct);
        Assert.Equal([("Bo", AuditKind.AccountMade, "Bo")], await _tests.LoggedAsync());
    }

    private async Task<IReadOnlyList<AccountLine>> AllAsync(System.Security.Claims.ClaimsPrincipal administrator) =>
        (await _tests.People.ListAsync(administrator, "", PeopleOrder.Name, 0, _ct)).Lines;

    private static (bool, bool, int, long) Of(IReadOnlyList<AccountLine> all, string name)
    {
        var one = all.Single(line => line.Name == name);
        return (one.IsAdministrator, one.IsLocked, one.Meetings, one.Bytes);
    }

    private static async Task RefusedAsync(PeopleRefusal why, Func<Task> action) =>
        Assert.Equal(why, (await Assert.ThrowsAsync<PeopleRefusedException>(action)).Why);
}
