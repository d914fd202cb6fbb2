using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OnlineMeetings.Accounts;
using OnlineMeetings.Administration;

namespace OnlineMeetings.Tests.Accounts;

public sealed class SignInWatchTests
{
    [Fact]
    public Task Locked_account_is_out_of_its_circuit_within_a_minute() =>
        IsOutAfter(async (app, bo) => await app.Get<People>().LockAsync(await app.UserAsync(await app.AdministratorAsync()), bo.Id, default));

    [Fact]
    public Task A_new_password_ends_open_circuits() =>
        IsOutAfter((app, bo) => app.Get<AccountStore>().SetPasswordAsync(bo.Id, "something else that is long", default));

    [Fact]
    public async Task Whose_role_changed_has_it_in_open_pages_within_a_minute_and_stays_signed_in()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await TestServer.StartAsync(time);
        var ana = await app.UserAsync(await app.AdministratorAsync());
        var bo = await app.MemberAsync("Bo");
        await using var circuit = app.Services.CreateAsyncScope();
        var watch = await OpenAsync(circuit.ServiceProvider, bo);
        foreach (var administers in new[] { true, false })
        {
            var changed = NextChange(watch);
            await (administers ? app.Get<People>().MakeAdministratorAsync(ana, bo.Id, default) : app.Get<People>().UnmakeAdministratorAsync(ana, bo.Id, default));
            time.Advance(TimeSpan.FromMinutes(1));
            var now = (await changed.WaitAsync(TimeSpan.FromSeconds(10))).User;
            Assert.Equal((bo.Id, administers), (now.Person, now.IsAdministrator));
        }
    }

    [Fact]
    public async Task A_circuit_goes_on_while_the_sign_in_holds()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await TestServer.StartAsync(time);
        var bo = await app.MemberAsync("Bo");
        await using var circuit = app.Services.CreateAsyncScope();
        var watch = await OpenAsync(circuit.ServiceProvider, bo);
        for (var i = 0; i < 20; i++)
        {
            time.Advance(SignInWatch.Interval);
            await app.Get<AccountStore>().FindAsync(bo.Id, default);
        }
        Assert.Equal(bo.Id, (await watch.GetAuthenticationStateAsync()).User.Person);
    }

    private static async Task IsOutAfter(Func<TestServer, Person, Task> change)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await TestServer.StartAsync(time);
        var bo = await app.MemberAsync("Bo");
        await using var circuit = app.Services.CreateAsyncScope();
        var watch = await OpenAsync(circuit.ServiceProvider, bo);
        var changed = NextChange(watch);

        await change(app, bo);
        Assert.False(changed.IsCompleted);
        time.Advance(TimeSpan.FromMinutes(1));
        var after = await changed.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Null(after.User.Person);
    }

    private static Task<AuthenticationState> NextChange(AuthenticationStateProvider watch)
    {
        var changed = new TaskCompletionSource<AuthenticationState>();
        watch.AuthenticationStateChanged += async state => changed.TrySetResult(await state);
        return changed.Task;
    }

    // As the framework does when a circuit begins.
    private static async Task<AuthenticationStateProvider> OpenAsync(IServiceProvider services, Person person)
    {
        var account = await services.GetRequiredService<AccountStore>().FindAsync(person.Id, default);
        var user = await services.GetRequiredService<IUserClaimsPrincipalFactory<Account>>().CreateAsync(account!);
        Assert.Equal("Bo", ((ClaimsPrincipal)user).DisplayName);
        var watch = services.GetRequiredService<AuthenticationStateProvider>();
        ((IHostEnvironmentAuthenticationStateProvider)watch).SetAuthenticationState(Task.FromResult(new AuthenticationState(user)));
        return watch;
    }
}
