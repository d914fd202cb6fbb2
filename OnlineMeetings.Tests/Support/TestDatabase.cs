using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Data;
using OnlineMeetings.Hosting;

namespace OnlineMeetings.Tests.Support;

/// <summary>
/// A real database of its own, SQLite or the PostgreSQL that the run was asked for, with a data folder, gone with the test. The organizer
/// has an account in it.
/// </summary>
public sealed class TestDatabase : IDbContextFactory<MeetingsDb>, IDisposable
{
    private readonly SqliteWriteGate _gate = new();
    private readonly string? _connection = PostgreSqlServer.IsWanted ? PostgreSqlServer.NewDatabase() : null;
    private readonly Func<MeetingsDb> _context;

    public TestDatabase()
    {
        Folder = new DataFolder(Directory.CreateTempSubdirectory("meetings-test-").FullName);
        _context = _connection is null ? InFile() : OnServer(_connection);
        if (_connection is null)
        {
            using var db = CreateDbContext();
            db.Database.Migrate();
            db.Database.ExecuteSqlRaw("PRAGMA journal_mode=WAL");
        }
        this.AddAccount(Viewers.Organizer);
    }

    public DataFolder Folder { get; }

    public QueryCount Queries { get; } = new();

    /// <summary>While it is true, the database can't be reached.</summary>
    public bool Away { get; set; }

    public MeetingsDb CreateDbContext() => Away ? throw new TimeoutException("The database is away.") : _context();

    public void Dispose()
    {
        _gate.Dispose();
        if (_connection is not null)
            PostgreSqlServer.Drop(_connection);
        Directory.Delete(Folder.Path, recursive: true);
    }

    private Func<MeetingsDb> InFile()
    {
        var options = new DbContextOptionsBuilder<SqliteMeetingsDb>().UseSqlite($"Data Source={Folder.Database};Pooling=False").AddInterceptors(Queries).Options;
        return () => new SqliteMeetingsDb(options, _gate);
    }

    private Func<MeetingsDb> OnServer(string connection)
    {
        var options = new DbContextOptionsBuilder<PostgreSqlMeetingsDb>().UseNpgsql(connection).AddInterceptors(Queries).Options;
        return () => new PostgreSqlMeetingsDb(options);
    }
}
