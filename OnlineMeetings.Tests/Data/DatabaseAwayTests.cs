using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Chat;
using OnlineMeetings.Cluster;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Data;

/// <summary>T48: PostgreSQL dies under a running program, and is back a while later.</summary>
public sealed class DatabaseAwayTests : IAsyncLifetime
{
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private PostgreSqlServer _database = null!;
    private TestServer _app = null!;
    private Viewer _ana = null!;
    private MeetingCard _meeting = null!;

    public async ValueTask InitializeAsync()
    {
        PostgreSqlServer.MustBeHere();
        _database = await Task.Run(PostgreSqlServer.OfOneTest);
        _app = await TestServer.StartAsync(settings: [("Database:Provider", "PostgreSql"), ("ConnectionStrings:Default", _database.AddDatabase())]);
        _ana = (await _app.AdministratorAsync()).Viewer;
        _meeting = await _app.Get<MeetingBook>().CreateAsync(_ana.Person, new NewMeeting { Title = "Autumn catalogue", GuestsAllowed = true, Password = "open sesame" }, _ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task Who_reads_or_writes_meanwhile_waits_and_every_page_is_told()
    {
        var told = 0;
        using var page = _app.Get<Bulletin>().Read<DatabaseMoved>(_ => Interlocked.Increment(ref told));

        _database.Kill();
        var (read, written) = (PageOfChatAsync(), PostAsync("Written while it was away"));
        await Eventually.IsAsync("it is known to be away", () => _app.Get<DatabaseWatch>().IsAway);
        await Eventually.IsAsync("pages are told that it is away", () => told == 1);
        Assert.False(read.IsCompleted || written.IsCompleted);
        _database.StartAgain();

        await Task.WhenAll(read, written);
        await Eventually.IsAsync("pages are told that it is back", () => told == 2);
        Assert.False(_app.Get<DatabaseWatch>().IsAway);
        Assert.Contains("Written while it was away", await PageOfChatAsync());
    }

    [Fact]
    public async Task No_message_that_was_acknowledged_is_lost_or_doubled()
    {
        var acknowledged = new List<string>();
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(
            async () =>
            {
                for (var n = 0; !enough.IsCancellationRequested; n++)
                {
                    var (text, key) = ($"Message {n}", Guid.NewGuid());
                    // As the browser does it: what was not answered is sent again under the same key.
                    while (!await TryPostAsync(text, key)) { }
                    lock (acknowledged)
                        acknowledged.Add(text);
                }
            },
            _ct);

        for (var times = 0; times < 3; times++)
        {
            await MoreThanAsync(acknowledged, 5);
            _database.Kill();
            _database.StartAgain();
        }
        await MoreThanAsync(acknowledged, 5);
        await enough.CancelAsync();
        await writing;

        Assert.Equal(acknowledged, await AllTextsAsync());
    }

    [Fact]
    public async Task A_door_stays_shut_while_nobody_can_be_asked()
    {
        await using var mallory = await RoomCircuit.OpenAsync(
            _app, _meeting.Code, ticket: new Ticket(_meeting.Id, PersonId.New(), "Mallory", Password: null));

        _database.Kill();
        var join = mallory.JoinAsync();
        await Eventually.IsAsync("it is known to be away", () => _app.Get<DatabaseWatch>().IsAway);
        Assert.False(join.IsCompleted);
        _database.StartAgain();

        Assert.Equal(JoinOutcome.NotAllowed, (await join).Outcome);
    }

    private Task PostAsync(string text) => PostAsync(text, Guid.NewGuid());

    private Task PostAsync(string text, Guid key) => _app.Get<ChatStore>().PostAsync(_meeting.Id, _ana, "Ana", text, key, _ct);

    private async Task<bool> TryPostAsync(string text, Guid key)
    {
        try
        {
            await PostAsync(text, key);
            return true;
        }
        catch (Exception e) when (e is Npgsql.NpgsqlException or DbUpdateException)
        {
            return false;
        }
        catch (ChatRefusedException)
        {
            // Ana writes faster than one may; the next try is another moment.
            await Task.Delay(TimeSpan.FromMilliseconds(200), _ct);
            return false;
        }
    }

    private async Task<IReadOnlyList<string>> PageOfChatAsync() =>
        [.. (await _app.Get<ChatStore>().OlderAsync(_meeting.Id, _ana, before: null, _ct)).Select(m => m.Text)];

    private async Task<List<string>> AllTextsAsync()
    {
        await using var db = await _app.Get<IDbContextFactory<MeetingsDb>>().CreateDbContextAsync(_ct);
        return await db.Messages.Where(m => m.MeetingId == _meeting.Id).OrderBy(m => m.Id).Select(m => m.Text).ToListAsync(_ct);
    }

    private static Task MoreThanAsync(List<string> acknowledged, int more)
    {
        int Count()
        {
            lock (acknowledged)
                return acknowledged.Count;
        }
        var before = Count();
        return Eventually.IsAsync("more was acknowledged", () => Count() > before + more);
    }
}
