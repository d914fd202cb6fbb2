using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using OnlineMeetings.Data;

namespace OnlineMeetings.Bench;

/// <summary>The program's database in a folder that goes when it goes; it counts what it is asked.</summary>
internal sealed class CountedDatabase : IDbContextFactory<MeetingsDb>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("meetings-bench-");
    private readonly SqliteWriteGate _gate = new();
    private readonly DbContextOptions<SqliteMeetingsDb> _options;

    public CountedDatabase()
    {
        Source = $"Data Source={Path.Combine(_folder.FullName, "meetings.db")}";
        _options = new DbContextOptionsBuilder<SqliteMeetingsDb>().UseSqlite(Source).AddInterceptors(new Counter(this)).Options;
    }

    /// <summary>The connection string.</summary>
    public string Source { get; }

    /// <summary>Counts up with every query.</summary>
    public int Queries { get; set; }

    public MeetingsDb CreateDbContext() => new SqliteMeetingsDb(_options, _gate);

    /// <summary>Makes its tables, has them filled, and lets it learn what is in them.</summary>
    public async Task FillAsync(Func<Task> fill)
    {
        await using (var db = CreateDbContext())
        {
            await db.Database.MigrateAsync();
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL");
        }
        await fill();
        await using (var db = CreateDbContext())
            await db.Database.ExecuteSqlRawAsync("PRAGMA optimize");
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _gate.Dispose();
        _folder.Delete(recursive: true);
    }

    private sealed class Counter(CountedDatabase database) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            database.Queries++;
            return ValueTask.FromResult(result);
        }
    }
}
