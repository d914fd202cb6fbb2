using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace OnlineMeetings.Data;

/// <summary>A database server that several servers of this program share, and that any one can have.</summary>
public sealed class PostgreSqlMeetingsDb(DbContextOptions<PostgreSqlMeetingsDb> options, DatabaseWatch? watch = null)
    : MeetingsDb(options), IDataProtectionKeyContext
{
    /// <summary>So often somebody is overtaken before they wait in the queue.</summary>
    private const int Patience = 2;

    /// <summary>With SQLite they are files in the data folder.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>Writers go side by side, and the engine finds out (SQLSTATE classes 40: SSI of PostgreSQL, deadlocks).</summary>
    internal override bool WasOvertaken(Exception e) =>
        e.GetBaseException() is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected };

    /// <summary>
    /// Where many write the same, as in a busy chat, whoever was overtaken again and again would be for ever: they wait in one queue, of all servers,
    /// first come first served, and only who begins beside it can still come first.
    /// </summary>
    // A lock takes no snapshot: what the transaction sees then is what stands when its turn has come. It ends with the transaction, however that ends.
    internal override Task QueueAsync(int overtaken, CancellationToken ct) =>
        overtaken < Patience ? Task.CompletedTask : Database.ExecuteSqlAsync($"LOCK TABLE write_queue", ct);

    internal override async Task<bool> IsBackAfterAsync(Exception failure, CancellationToken ct)
    {
        if (watch is null || !DatabaseWatch.SaysAway(failure))
            return false;
        try
        {
            await watch.UntilBackAsync(ct);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        foreach (var property in builder.Model.GetEntityTypes().SelectMany(entity =>
            entity.GetProperties().Concat(entity.GetComplexProperties().SelectMany(complex => complex.ComplexType.GetProperties()))))
        {
            if (property.GetValueConverter() is LocalTimeConverter)
                property.SetColumnType("timestamp without time zone");
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        // Sorted by code points, as SQLite sorts, whatever the language of the server.
        configurationBuilder.Properties<string>().UseCollation("C");
    }
}
