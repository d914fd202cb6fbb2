using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace OnlineMeetings.Data;

/// <summary>A database server that several servers of this program share, and that any one can have.</summary>
public sealed class PostgreSqlMeetingsDb(DbContextOptions<PostgreSqlMeetingsDb> options) : MeetingsDb(options), IDataProtectionKeyContext
{
    /// <summary>With SQLite they are files in the data folder.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>Writers go side by side, and the engine finds out (SQLSTATE classes 40: SSI of PostgreSQL, deadlocks).</summary>
    internal override bool WasOvertaken(Exception e) =>
        e.GetBaseException() is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected };

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
