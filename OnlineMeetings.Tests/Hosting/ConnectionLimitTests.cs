using System.Net;
using System.Net.Http.Json;
using OnlineMeetings.Hosting;
using OnlineMeetings.Meetings;
using OnlineMeetings.Tests.InChromium;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Hosting;

/// <summary>T29: how many connections one person may have open.</summary>
public sealed class ConnectionLimitTests : IAsyncLifetime
{
    private static readonly ConnectionOwner _here = new("address 127.0.0.1", ConnectionOwner.LimitOfAddress);

    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private readonly List<RawConnection> _open = [];
    private TestServer _app = null!;

    public async ValueTask InitializeAsync() => _app = await TestServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _open)
            await connection.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task T29_The_21st_connection_of_an_account_is_refused_and_not_that_of_another_one()
    {
        var ana = await _app.AdministratorAsync();
        await OpenAsync(ana.Browser, ConnectionOwner.Of(ana.Id), 20);

        await IsRefusedAsync(ana.Browser);
        Assert.Equal(HttpStatusCode.OK, await RawConnection.AskAsync((await _app.MemberAsync("Bo")).Browser, _ct));

        await _open[0].DisposeAsync();
        await CountsAsync(ConnectionOwner.Of(ana.Id), 19);
        Assert.Equal(HttpStatusCode.OK, await RawConnection.AskAsync(ana.Browser, _ct));
    }

    [Fact]
    public async Task T29_The_21st_connection_of_a_guest_is_refused_and_not_that_of_another()
    {
        var (bo, cem) = (await GuestAsync("Bo"), await GuestAsync("Cem"));
        await OpenAsync(bo.Browser, ConnectionOwner.Of(bo.Ticket.Person), 20);

        await IsRefusedAsync(bo.Browser);
        Assert.Equal(HttpStatusCode.OK, await RawConnection.AskAsync(cem.Browser, _ct));
    }

    [Fact]
    public async Task T29_Who_shows_neither_account_nor_ticket_shares_a_hundred_with_their_address()
    {
        var ana = await _app.AdministratorAsync();
        await OpenAsync(_app.Stranger(), _here, 100);

        await IsRefusedAsync(_app.Stranger());
        var forged = _app.Stranger();
        forged.Cookies.Add(_app.Address, new Cookie(Tickets.CookieOf(MeetingId.New()), "forged") { Secure = true });
        await IsRefusedAsync(forged);
        Assert.Equal(HttpStatusCode.OK, await RawConnection.AskAsync(ana.Browser, _ct));
    }

    private async Task OpenAsync(Browser browser, ConnectionOwner owner, int count)
    {
        for (var i = 0; i < count; i++)
            _open.Add(await RawConnection.OpenAsync(_app.Address, browser, _ct));
        await CountsAsync(owner, count);
    }

    private Task CountsAsync(ConnectionOwner owner, int count) =>
        Somebody.EventuallyAsync($"{owner} has {count} connections", () => Task.FromResult(_app.Get<OpenConnections>().Of(owner) == count));

    private async Task IsRefusedAsync(Browser browser)
    {
        Assert.Equal(HttpStatusCode.TooManyRequests, await RawConnection.AskAsync(browser, _ct));
        await using var unasked = await RawConnection.OpenAsync(_app.Address, browser, _ct);
        await unasked.IsClosedByServerAsync(_ct).WaitAsync(TimeSpan.FromSeconds(10), _ct);
    }

    private async Task<(Browser Browser, Ticket Ticket)> GuestAsync(string name)
    {
        var organizer = await _app.AdministratorAsync();
        var meeting = await _app.Get<MeetingBook>().CreateAsync(organizer.Id, new NewMeeting { Title = "Autumn catalogue", GuestsAllowed = true }, _ct);
        var browser = _app.Stranger();
        using var answer = await browser.Http.PostAsJsonAsync($"/api/meetings/{meeting.Code}/ticket", new { name }, _ct);
        var pass = (await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(_ct)).GetProperty("pass").GetString()!;
        return (browser, _app.Get<Tickets>().FromPass(pass)!);
    }
}
