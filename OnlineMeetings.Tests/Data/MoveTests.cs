using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using OnlineMeetings.Chat;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;
using OnlineMeetings.Tests.Files;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Data;

/// <summary>An installation that was begun with SQLite goes on with PostgreSQL.</summary>
public sealed class MoveTests : IAsyncLifetime
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private string _target = "";
    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        PostgreSqlServer.MustBeHere();
        _target = PostgreSqlServer.NewDatabase();
        _server = await TestServer.StartAsync(settings: [("Database:Provider", "Sqlite")]);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        PostgreSqlServer.Drop(_target);
    }

    [Fact]
    public async Task Who_was_signed_in_still_is_and_finds_everything_where_it_was()
    {
        var ana = await _server.AdministratorAsync();
        var meeting = await _server.Get<MeetingBook>().CreateAsync(ana.Id, new NewMeeting { Title = "Autumn catalogue" }, _ct);
        var first = await PostAsync(meeting.Id, ana, "Hello");
        await _server.StopAsync();

        Assert.Equal(0, await MoveAsync("--from", _server.Folder, "--to", _target));

        _server.Begin(("Database:Provider", "PostgreSql"), ("ConnectionStrings:Default", _target));
        using var page = await ana.Http.GetAsync(new Uri("/meetings", UriKind.Relative), _ct);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var second = await PostAsync(meeting.Id, ana, "And again");
        Assert.True(second.Id > first.Id);
        Assert.Equal(["Hello", "And again"], (await _server.Get<ChatStore>().OlderAsync(meeting.Id, ana.Viewer, null, _ct)).Select(line => line.Text));
    }

    [Fact]
    public async Task What_is_there_already_is_replaced_only_when_that_is_said()
    {
        await _server.AdministratorAsync();
        await _server.StopAsync();
        Assert.Equal(0, await MoveAsync("--from", _server.Folder, "--to", _target));

        Assert.Equal(1, await MoveAsync("--from", _server.Folder, "--to", _target));
        Assert.Contains("--replace", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await MoveAsync("--from", _server.Folder, "--to", _target, "--replace"));

        await using var db = new PostgreSqlMeetingsDb(new DbContextOptionsBuilder<PostgreSqlMeetingsDb>().UseNpgsql(_target).Options);
        Assert.Equal(1, await db.Users.CountAsync(_ct));
        Assert.Equal(1, await db.DataProtectionKeys.CountAsync(_ct));
    }

    [Fact]
    public async Task Files_come_along_into_another_folder()
    {
        var to = Directory.CreateTempSubdirectory("meetings-test-").FullName;
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(_server.Folder, "files", "a")).FullName, "b"), "bytes", _ct);
        await _server.StopAsync();

        Assert.Equal(0, await MoveAsync("--from", _server.Folder, "--to", _target, "--files", to));

        Assert.Equal("bytes", await File.ReadAllTextAsync(Path.Combine(to, "files", "a", "b"), _ct));
        Assert.False(File.Exists(Path.Combine(to, "meetings.db")));
        Directory.Delete(to, recursive: true);
    }

    [Fact]
    public async Task Files_go_into_the_bucket_that_the_settings_name()
    {
        var bucket = await S3Server.NewBucketAsync();
        var name = StoreInTest.NameOf(MeetingId.New());
        var path = Path.Combine(_server.Folder, "files", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, "bytes", _ct);
        await File.WriteAllTextAsync(path + ".part", "half", _ct);
        await _server.StopAsync();

        Assert.Equal(0, await MoveAsync(bucket.Settings, ["--from", _server.Folder, "--to", _target, "--s3"]));

        Assert.Equal([name], await bucket.FilesAsync());
        Assert.StartsWith("Files in the bucket: 1 sent, 0 were there", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_moved_when_no_bucket_is_named_or_it_is_away()
    {
        var path = Path.Combine(_server.Folder, "files", StoreInTest.NameOf(MeetingId.New()));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, "bytes", _ct);
        await _server.AdministratorAsync();
        await _server.StopAsync();
        string[] arguments = ["--from", _server.Folder, "--to", _target, "--s3"];
        (string, string)[] away =
            [("Files:Store", "S3"), ("Files:S3:Bucket", "bucket"), ("Files:S3:Endpoint", "http://127.0.0.1:1"), ("Files:S3:AccessKey", "a"), ("Files:S3:SecretKey", "b")];

        Assert.Equal(1, await MoveAsync([], arguments));
        Assert.Equal(1, await MoveAsync(away, arguments));

        Assert.Contains("Files:Store must be S3", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Nothing was moved: Connection refused", _error.ToString(), StringComparison.Ordinal);
        await using var db = new PostgreSqlMeetingsDb(new DbContextOptionsBuilder<PostgreSqlMeetingsDb>().UseNpgsql(_target).Options);
        Assert.Equal(0, await db.Users.CountAsync(_ct));
    }

    [Theory]
    [InlineData("")]
    [InlineData("--from")]
    [InlineData("--from /nowhere")]
    [InlineData("--to Host=x --from")]
    [InlineData("--from /nowhere --to Host=x --other y")]
    public async Task What_is_said_wrong_is_answered_with_how_to_say_it(string words)
    {
        Assert.Equal(2, await MoveAsync(words.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

        Assert.StartsWith("migrate --from", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_database_and_a_server_that_is_not_there_are_told()
    {
        await _server.StopAsync();

        Assert.Equal(1, await MoveAsync("--from", "/nowhere", "--to", _target));
        Assert.Equal(1, await MoveAsync("--from", _server.Folder, "--to", "Host=127.0.0.1;Port=1;Database=x;Username=x"));

        Assert.Contains("There is no database in \"/nowhere\".", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Nothing was moved: ", _error.ToString(), StringComparison.Ordinal);
    }

    private Task<int> MoveAsync(params string[] arguments) => MoveAsync([], arguments);

    private Task<int> MoveAsync((string Key, string Value)[] settings, string[] arguments) => MoveCommand.RunAsync(
        arguments,
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(one => KeyValuePair.Create(one.Key, (string?)one.Value))).Build(),
        _output,
        _error,
        _ct);

    private Task<ChatLine> PostAsync(MeetingId meeting, Person by, string text) =>
        _server.Get<ChatStore>().PostAsync(meeting, by.Viewer, by.Name, text, Guid.NewGuid(), _ct);
}
