using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Attendance;
using OnlineMeetings.Chat;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Attendance;

/// <summary>What an organizer saves of a meeting, from the running program.</summary>
public sealed class AttendanceEndpointTests : IAsyncLifetime
{
    private TestServer _app = null!;
    private Person _ana = null!;
    private MeetingCard _meeting = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await TestServer.StartAsync();
        _ana = await _app.AdministratorAsync();
        _meeting = await _app.Get<MeetingBook>().CreateAsync(_ana.Id, new NewMeeting { Title = "Autumn catalogue", GuestsAllowed = true }, default);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Somebody_in_three_tabs_is_one_stay_from_the_first_to_the_last()
    {
        var room = _app.Get<LiveRooms>().Of(_meeting.Id);
        var bo = new Viewer(PersonId.New(), "Bo", ViewerKind.Guest);
        var tabs = new List<ParticipantId>();
        for (var tab = 0; tab < 3; tab++)
            tabs.Add((await room.JoinAsync(new JoinRequest(bo, Token: null, WantsSeat: false, FreshMedia: true, Devices.Off), Deaf())).Me!.Id);

        foreach (var tab in tabs)
            await room.LeaveAsync(tab);

        Stay[] stays;
        do
            stays = await StaysAsync();
        while (stays is not [{ To: not null }]);
        Assert.Equal(("Bo", true), (stays[0].Name, stays[0].IsGuest));
        Assert.Contains("Bo,yes,", await _ana.Http.GetStringAsync($"/api/meetings/{_meeting.Code}/attendance.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_transcript_has_every_message_in_order_and_is_saved_not_shown()
    {
        var chats = _app.Get<ChatStore>();
        var time = DateTime.UtcNow;
        await _app.Get<IDbContextFactory<MeetingsDb>>().WriteAsync(db =>
        {
            db.Messages.AddRange(Enumerable.Range(0, 120).Select(n => new ChatMessage
            {
                MeetingId = _meeting.Id, AuthorId = _ana.Id, AuthorName = "Ana", ByGuest = false, Text = $"Message {n}", SentAt = time, Key = Guid.NewGuid(),
            }));
            return Task.CompletedTask;
        }, default);

        using var answer = await _ana.Http.GetAsync($"/api/meetings/{_meeting.Code}/transcript?format=json");

        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Contains("nosniff", answer.Headers.GetValues("X-Content-Type-Options"));
        var read = JsonSerializer.Deserialize<JsonElement[]>(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal(Enumerable.Range(0, 120).Select(n => $"Message {n}"), read.Select(line => line.GetProperty("text").GetString()));
        var markdown = await _ana.Http.GetStringAsync($"/api/meetings/{_meeting.Code}/transcript?format=md&zone=Europe/Berlin");
        Assert.Contains("> Message 119", markdown, StringComparison.Ordinal);
        Assert.Equal(120, (await chats.TotalsAsync(_meeting.Id, default)).Count);
    }

    [Fact]
    public async Task Of_one_occurrence_only_its_own_is_saved_under_its_name()
    {
        await _app.Get<IDbContextFactory<MeetingsDb>>().RepeatAsync(_meeting.Id);

        Assert.Equal(
            ["Name,Guest,From,To,Minutes", "Cleo,yes,2026-11-10T09:00:00Z,2026-11-10T09:50:00Z,50", ""],
            (await SavedAsync("attendance.csv?", Repeating.Second, "attendance-20261110T0900Z.csv")).Split("\r\n"));
        var json = JsonSerializer.Deserialize<JsonElement[]>(await SavedAsync("transcript?format=json&", Repeating.First, "transcript-20261103T0900Z.json"))!;
        Assert.Equal(["First hello", "First answer"], json.Select(line => line.GetProperty("text").GetString()));
        var markdown = await SavedAsync("transcript?format=md&", Repeating.Second, "transcript-20261110T0900Z.md");
        Assert.Contains("> Second hello", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("First", markdown, StringComparison.Ordinal);

        async Task<string> SavedAsync(string what, string occurrence, string name)
        {
            using var answer = await _ana.Http.GetAsync($"/api/meetings/{_meeting.Code}/{what}occurrence={occurrence}");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(name, answer.Content.Headers.ContentDisposition!.FileName);
            return await answer.Content.ReadAsStringAsync();
        }
    }

    [Theory]
    [InlineData("20261104T0900Z")]
    [InlineData("20261103T0901Z")]
    [InlineData("99991231T2359Z")]
    [InlineData("first")]
    [InlineData("")]
    public async Task An_occurrence_that_is_not_there_is_not_found(string occurrence)
    {
        await _app.Get<IDbContextFactory<MeetingsDb>>().RepeatAsync(_meeting.Id);

        foreach (var what in new[] { "attendance.csv?", "transcript?format=json&" })
        {
            using var answer = await _ana.Http.GetAsync($"/api/meetings/{_meeting.Code}/{what}occurrence={occurrence}");
            Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        }
    }

    [Theory]
    [InlineData("transcript")]
    [InlineData("transcript?occurrence=20261103T0900Z")]
    [InlineData("attendance.csv?occurrence=20261103T0900Z")]
    [InlineData("attendance.csv")]
    public async Task Neither_a_stranger_nor_a_guest_nor_a_member_gets_it(string what)
    {
        await _app.Get<IDbContextFactory<MeetingsDb>>().RepeatAsync(_meeting.Id);
        var guest = _app.Stranger();
        using var ticket = await guest.Http.PostAsync(
            $"/api/meetings/{_meeting.Code}/ticket", System.Net.Http.Json.JsonContent.Create(new { name = "Bo" }));
        Assert.Equal(HttpStatusCode.OK, ticket.StatusCode);
        var member = await _app.MemberAsync("Cleo");

        Assert.Equal(
            [HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.NotFound, HttpStatusCode.NotFound],
            [
                await StatusAsync(_app.Stranger().Http, _meeting.Code), await StatusAsync(guest.Http, _meeting.Code),
                await StatusAsync(member.Http, _meeting.Code), await StatusAsync(_ana.Http, MeetingCode.New()),
            ]);

        async Task<HttpStatusCode> StatusAsync(HttpClient http, string code)
        {
            using var answer = await http.GetAsync($"/api/meetings/{code}/{what}");
            return answer.StatusCode;
        }
    }

    private async Task<Stay[]> StaysAsync()
    {
        await using var db = await _app.Get<IDbContextFactory<MeetingsDb>>().CreateDbContextAsync();
        return await db.Stays.AsNoTracking().Where(s => s.MeetingId == _meeting.Id).ToArrayAsync();
    }

    private IRoomObserver Deaf() => _app.Get<IGrainFactory>().CreateObjectReference<IRoomObserver>(new DeafPage());

    private sealed class DeafPage : IRoomObserver
    {
        public Task NewsAsync(RoomNews news) => Task.CompletedTask;

        public Task SignalsAsync(System.Collections.Immutable.ImmutableArray<Signal> signals) => Task.CompletedTask;
    }
}
