using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Accounts;
using OnlineMeetings.Data;
using OnlineMeetings.Hosting;

namespace OnlineMeetings.Tests.Data;

/// <summary>The database of a release before this one, as people left it, is opened by this one.</summary>
public sealed class MigrationTests : IDisposable
{
    private readonly DataFolder _folder = new(Directory.CreateTempSubdirectory("meetings-test-").FullName);
    private readonly SqliteWriteGate _gate = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _gate.Dispose();
        Directory.Delete(_folder.Path, recursive: true);
    }

    [Fact]
    public async Task T53_The_database_of_the_first_release_is_brought_up_to_date_and_nothing_is_lost()
    {
        var connection = $"Data Source={_folder.Database};Pooling=False";
        // Its tables come in the order of their names, so that one may speak of a later one.
        await using (var before = new SqliteConnection($"{connection};Foreign Keys=False"))
        {
            await before.OpenAsync(_ct);
            await using var restore = before.CreateCommand();
            restore.CommandText = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Data", "first-release.sql"), _ct);
            await restore.ExecuteNonQueryAsync(_ct);
        }

        await using var db = new SqliteMeetingsDb(new DbContextOptionsBuilder<SqliteMeetingsDb>().UseSqlite(connection).Options, _gate);
        await db.Database.MigrateAsync(_ct);

        Assert.Empty(await db.Database.GetPendingMigrationsAsync(_ct));
        var ana = await db.Users.SingleAsync(_ct);
        Assert.Equal(("Ana Brandt", "ana@example.org"), (ana.Name, ana.Email));
        Assert.True(await new PasswordHashing().VerifyAsync(ana.PasswordHash!, "correct horse battery", _ct));
        var meeting = await db.Meetings.SingleAsync(_ct);
        Assert.Equal(("Autumn catalogue", true, "PCMsK80A4HbWahHZWDBGzg", false), (meeting.Title, meeting.GuestsAllowed, meeting.Code, meeting.GoesWithAppointments));
        Assert.Equal(("Bo Larsen", true, "Hello Ana, see https://example.org/a"), await db.Messages.Select(m => ValueTuple.Create(m.AuthorName, m.ByGuest, m.Text)).SingleAsync(_ct));
        Assert.Equal(("plan.txt", 8), await db.Files.Select(f => ValueTuple.Create(f.Name, f.Bytes)).SingleAsync(_ct));
        Assert.Equal(["Ana Brandt", "Bo Larsen"], await db.Stays.Select(s => s.Name).Order().ToListAsync(_ct));
        Assert.Equal(2, await db.Participations.CountAsync(_ct));
        Assert.Equal(2, await db.Audit.CountAsync(_ct));
    }
}
