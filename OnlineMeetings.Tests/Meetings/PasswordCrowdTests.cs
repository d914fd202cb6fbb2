using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using OnlineMeetings.Accounts;
using OnlineMeetings.Chat;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Tests.Meetings;

[Collection(nameof(Alone))]
public sealed class PasswordCrowdTests
{
    private const int People = 200;
    private const string Password = "open sesame";
    private const long Megabyte = 1024 * 1024;

    private static readonly TimeSpan _patienceOfChat = TimeSpan.FromSeconds(1);

    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task T35_Two_hundred_who_join_by_password_at_once_leave_cores_memory_and_the_chat_to_the_others()
    {
        await using var app = await TestServer.StartAsync();
        var ana = await app.AdministratorAsync();
        var meeting = await app.Get<MeetingBook>().CreateAsync(
            ana.Id, new NewMeeting { Title = "Autumn catalogue", Password = Password, GuestsAllowed = true }, _ct);
        Assert.Equal(HttpStatusCode.OK, await JoinAsync(app, meeting));
        await WriteAsync(app, meeting);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var crowd = Task.WhenAll(Enumerable.Range(0, People).Select(_ => JoinAsync(app, meeting)));
        var slowest = TimeSpan.Zero;
        while (!crowd.IsCompleted)
        {
            var message = await WriteAsync(app, meeting);
            slowest = message > slowest ? message : slowest;
        }

        Assert.All(await crowd, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.InRange(app.Get<PasswordHashing>().MostAtOnce, 1, Environment.ProcessorCount);
        Assert.InRange(slowest, TimeSpan.Zero, _patienceOfChat);
        Assert.InRange((GC.GetTotalMemory(forceFullCollection: true) - before) / Megabyte, long.MinValue, 50);
    }

    private async Task<HttpStatusCode> JoinAsync(TestServer app, MeetingCard meeting)
    {
        var browser = app.Stranger();
        using var answer = await browser.Http.PostAsJsonAsync($"/api/meetings/{meeting.Code}/ticket", new { name = "Bo", password = Password }, _ct);
        browser.Http.Dispose();
        return answer.StatusCode;
    }

    /// <summary>How long it took until everybody in the room was told.</summary>
    private async Task<TimeSpan> WriteAsync(TestServer app, MeetingCard meeting)
    {
        var bo = new Viewer(PersonId.New(), "Bo", ViewerKind.Guest, PasswordProven: 1);
        var writing = Stopwatch.StartNew();
        await app.Get<ChatStore>().PostAsync(meeting.Id, bo, "Bo", "I am inside already", Guid.NewGuid(), _ct);
        return writing.Elapsed;
    }
}
