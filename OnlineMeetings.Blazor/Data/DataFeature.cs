using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using OnlineMeetings.Hosting;

namespace OnlineMeetings.Data;

internal static class DataFeature
{
    public static void AddData(this WebApplicationBuilder builder)
    {
        var folder = DataFolder.Of(builder.Configuration);
        builder.Services.AddSingleton(folder);
        builder.Services.AddSingleton<SqliteWriteGate>();
        builder.Services.AddDbContextFactory<SqliteMeetingsDb>(o => o.UseSqlite(
            $"Data Source={folder.Database}",
            // A meeting's lists are short: one query for all of it is faster than three, and shows one moment.
            sqlite => sqlite.UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery)));
        builder.Services.AddSingleton<IDbContextFactory<MeetingsDb>, SqliteFactory>();
        // Identity's stores want a context of the scope.
        builder.Services.AddScoped<MeetingsDb>(services => services.GetRequiredService<IDbContextFactory<MeetingsDb>>().CreateDbContext());
        builder.Services.AddSingleton(TimeProvider.System);
    }

    /// <summary>Brings the database to this release's shape before anything uses it.</summary>
    public static async Task MigrateDatabaseAsync(this WebApplication app)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<MeetingsDb>>().CreateDbContextAsync();
        await db.Database.MigrateAsync();
        // WAL is a property of the file: readers go on while somebody writes.
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL");
    }

    private sealed class SqliteFactory(IDbContextFactory<SqliteMeetingsDb> contexts) : IDbContextFactory<MeetingsDb>
    {
        public MeetingsDb CreateDbContext() => contexts.CreateDbContext();
    }

    /// <summary>Only for `dotnet ef migrations add`.</summary>
    internal sealed class DesignTime : IDesignTimeDbContextFactory<SqliteMeetingsDb>
    {
        public SqliteMeetingsDb CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqliteMeetingsDb>().UseSqlite("Data Source=design.db").Options, new SqliteWriteGate());
    }
}
