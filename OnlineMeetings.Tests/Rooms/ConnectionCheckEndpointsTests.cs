using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Tests.Rooms;

/// <summary>What a browser gets to try its connection with before it joins; who gets it, WalkOverHttpTests says.</summary>
public sealed class ConnectionCheckEndpointsTests : IAsyncLifetime
{
    private TestServer _app = null!;
    private Person _ana = null!;
    private string _path = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await TestServer.StartAsync(settings: [("Ice:Turn", "turn:turn.example.org"), ("Ice:TurnSecret", "hush")]);
        _ana = await _app.AdministratorAsync();
        var meeting = await _app.Get<MeetingBook>().CreateAsync(_ana.Id, new NewMeeting { Title = "Autumn catalogue", GuestsAllowed = true }, default);
        _path = $"/api/meetings/{meeting.Code}/check";
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Credentials_for_the_relay_are_good_for_a_minute_and_kept_by_nobody()
    {
        var before = DateTimeOffset.UtcNow;

        using var answer = await _ana.Http.GetAsync(_path);

        Assert.True(answer.Headers.CacheControl!.NoStore);
        var trial = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("low", trial.GetProperty("quality").GetString());
        var username = Assert.Single(trial.GetProperty("servers").EnumerateArray()).GetProperty("username").GetString()!;
        var expiry = DateTimeOffset.FromUnixTimeSeconds(long.Parse(username.Split(':')[0], CultureInfo.InvariantCulture));
        Assert.InRange(expiry, before.Add(IceServers.TrialLifetime).AddSeconds(-1), DateTimeOffset.UtcNow.Add(IceServers.TrialLifetime));
    }

    [Fact]
    public async Task More_bytes_than_a_check_needs_are_not_taken()
    {
        using var most = await SendAsync(ConnectionCheckEndpoints.MaxBytes);
        using var more = await SendAsync(ConnectionCheckEndpoints.MaxBytes + 1);

        Assert.Equal(HttpStatusCode.NoContent, most.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, more.StatusCode);
    }

    [Fact]
    public async Task Who_sends_without_end_is_told_to_stop_and_others_are_not()
    {
        var eva = await _app.MemberAsync("Eva");
        for (var n = 0; n < UploadTrials.OfPerson; n++)
        {
            using var taken = await SendAsync(10);
            Assert.Equal(HttpStatusCode.NoContent, taken.StatusCode);
        }

        using var refused = await SendAsync(10);
        using var others = await eva.Http.PostAsync(_path, new ByteArrayContent(new byte[10]));

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, others.StatusCode);
    }

    [Fact]
    public void One_address_sends_no_more_than_an_office_would_however_many_guests_it_makes()
    {
        using var trials = new UploadTrials();

        var allowed = Enumerable.Range(0, 2 * UploadTrials.FromAddress).Count(_ => trials.Allows(PersonId.New(), IPAddress.Loopback));

        Assert.Equal(UploadTrials.FromAddress, allowed);
        Assert.True(trials.Allows(PersonId.New(), IPAddress.Parse("203.0.113.7")));
    }

    private async Task<HttpResponseMessage> SendAsync(int bytes) => await _ana.Http.PostAsync(_path, new ByteArrayContent(new byte[bytes]));
}
