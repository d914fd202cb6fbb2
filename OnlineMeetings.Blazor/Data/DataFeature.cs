using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using OnlineMeetings.Hosting;

namespace OnlineMeetings.Data;

internal static class DataFeature
{
    public static void AddData(this WebApplicationBuilder builder)
    {
        var folder = DataFolder.Of(builder.Configuration);
        builder.Services.AddSingleton(folder);
        builder.Services.AddSingleton<SqliteWriteGate>();
        var options = DatabaseOptions.Read(new SettingsReader(builder.Configuration));
        if (options.IsPostgreSql)
        {
            builder.Services.AddMeetingsDb<PostgreSqlMeetingsDb>(o => o.UseMeetings(options.ConnectionString));
            // What one server sealed, the others open.
            builder.Services.AddDataProtection().PersistKeysToDbContext<PostgreSqlMeetingsDb>();
            builder.Services.AddSingleton<ClockKeeper>();
            builder.Services.AddHostedService(services => services.GetRequiredService<ClockKeeper>());
        }
        else
        {
            builder.Services.AddMeetingsDb<SqliteMeetingsDb>(o => o.UseMeetings(folder));
            builder.Services.AddDataProtection().PersistKeysToFileSystem(Directory.CreateDirectory(folder.Keys));
        }
        builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<DatabaseWatch>(services, options.ConnectionString));
        // Identity's stores want a context of the scope.
        builder.Services.AddScoped<MeetingsDb>(services => services.GetRequiredService<IDbContextFactory<MeetingsDb>>().CreateDbContext());
        builder.Services.AddSingleton(new Clock());
        builder.Services.AddSingleton<TimeProvider>(services => services.GetRequiredService<Clock>());
    }

    /// <summary>Brings the database to this release's shape, and the clock to its time, before anything uses them.</summary>
    public static async Task MigrateDatabaseAsync(this WebApplication app)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<MeetingsDb>>().CreateDbContextAsync();
        await db.Database.MigrateAsync();
        // WAL is a property of the file: readers go on while somebody writes.
        if (db.Database.IsSqlite())
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL");
        else
            await app.Services.GetRequiredService<ClockKeeper>().LookAsync(CancellationToken.None);
    }

    // A meeting's lists are short: one query for all of it is faster than three, and shows one moment.
    internal static void UseMeetings(this DbContextOptionsBuilder options, DataFolder folder) => options.UseSqlite(
        $"Data Source={folder.Database}", sqlite => sqlite.UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery));

    // Who is overtaken by another writer tries again, who finds the database away waits, and what fails for good is thrown: none is an error in the
    // log by itself.
    internal static void UseMeetings(this DbContextOptionsBuilder options, string connection) => options
        .UseNpgsql(connection, postgreSql => postgreSql
            .UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery)
            .ExecutionStrategy(on => new PatientStrategy((PostgreSqlMeetingsDb)on.CurrentContext.Context)))
        .ConfigureWarnings(events => events.Log(
            (RelationalEventId.ConnectionError, LogLevel.Debug), (RelationalEventId.CommandError, LogLevel.Debug),
            (RelationalEventId.TransactionError, LogLevel.Debug), (CoreEventId.QueryIterationFailed, LogLevel.Debug), (CoreEventId.SaveChangesFailed, LogLevel.Debug)));

    private static void AddMeetingsDb<TDb>(this IServiceCollection services, Action<DbContextOptionsBuilder> options)
        where TDb : MeetingsDb
    {
        services.AddDbContextFactory<TDb>(options);
        services.AddSingleton<IDbContextFactory<MeetingsDb>, Factory<TDb>>();
    }

    private sealed class Factory<TDb>(IDbContextFactory<TDb> contexts) : IDbContextFactory<MeetingsDb>
        where TDb : MeetingsDb
    {
        public MeetingsDb CreateDbContext() => contexts.CreateDbContext();
    }

    /// <summary>Only for `dotnet ef migrations add`.</summary>
    internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteMeetingsDb>
    {
        public SqliteMeetingsDb CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqliteMeetingsDb>().UseSqlite("Data Source=design.db").Options, new SqliteWriteGate());
    }

    /// <inheritdoc cref="SqliteDesign"/>
    internal sealed class PostgreSqlDesign : IDesignTimeDbContextFactory<PostgreSqlMeetingsDb>
    {
        public PostgreSqlMeetingsDb CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<PostgreSqlMeetingsDb>().UseNpgsql("Host=design").Options);
    }
}
