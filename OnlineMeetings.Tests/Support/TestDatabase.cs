using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Data;
using OnlineMeetings.Hosting;

namespace OnlineMeetings.Tests.Support;

/// <summary>A real SQLite database in a data folder of its own, gone with the test. The organizer has an account in it.</summary>
public sealed class TestDatabase : IDbContextFactory<MeetingsDb>, IDisposable
{
    private readonly SqliteWriteGate _gate = new();
    private readonly DbContextOptions<SqliteMeetingsDb> _options;

    public TestDatabase()
    {
        Folder = new DataFolder(Directory.CreateTempSubdirectory("meetings-test-").FullName);
        _options = new DbContextOptionsBuilder<SqliteMeetingsDb>().UseSqlite($"Data Source={Folder.Database};Pooling=False").AddInterceptors(Queries).Options;
        using var db = CreateDbContext();
        db.Database.Migrate();
        db.Database.ExecuteSqlRaw("PRAGMA journal_mode=WAL");
        this.AddAccount(Viewers.Organizer);
    }

    public DataFolder Folder { get; }

    public QueryCount Queries { get; } = new();

    /// <summary>While it is true, the database can't be reached.</summary>
    public bool Away { get; set; }

    public MeetingsDb CreateDbContext() =>
        Away ? throw new TimeoutException("The database is away.") : new SqliteMeetingsDb(_options, _gate);

    public void Dispose()
    {
        _gate.Dispose();
        Directory.Delete(Folder.Path, recursive: true);
    }
}
