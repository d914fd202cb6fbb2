using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using OnlineMeetings.Hosting;

namespace OnlineMeetings.Data;

/// <summary>The database that was to be moved into holds something already.</summary>
public sealed class MoveRefusedException() : Exception("That database holds accounts already. Say --replace to put what is moved in the place of all that is there.");

/// <summary>Copies all rows of the SQLite database of a data folder, and its keys, to PostgreSQL: all, or nothing.</summary>
internal sealed class Move(DataFolder from, string to)
{
    private const int AtOnce = 1_000;

    /// <returns>The tables and how many rows each got.</returns>
    /// <exception cref="MoveRefusedException">There is something, and it is not to be replaced.</exception>
    public async Task<IReadOnlyList<(string Table, int Rows)>> RunAsync(bool replace, CancellationToken ct)
    {
        using var gate = new SqliteWriteGate();
        var sourceOptions = new DbContextOptionsBuilder<SqliteMeetingsDb>();
        sourceOptions.UseMeetings(from);
        await using var source = new SqliteMeetingsDb(sourceOptions.Options, gate);
        await source.Database.MigrateAsync(ct);
        var targetOptions = new DbContextOptionsBuilder<PostgreSqlMeetingsDb>();
        targetOptions.UseMeetings(to);
        await using var target = new PostgreSqlMeetingsDb(targetOptions.Options);
        await target.Database.MigrateAsync(ct);
        target.ChangeTracker.AutoDetectChangesEnabled = false;

        // Both sides as they are at one moment.
        await using var reading = await source.Database.BeginTransactionAsync(ct);
        await using var writing = await target.Database.BeginTransactionAsync(ct);
        if (!replace && await target.Users.AnyAsync(ct))
            throw new MoveRefusedException();
        var kinds = InOrder(source.Model.GetEntityTypes());
        foreach (var kind in Enumerable.Reverse(kinds))
            await Of(kind).EmptyAsync(target, ct);
        var moved = new List<(string, int)>();
        foreach (var kind in kinds)
            moved.Add((kind.GetTableName()!, await Of(kind).CopyAsync(source, target, ct)));
        moved.Add(("DataProtectionKeys", await CopyKeysAsync(target, ct)));
        await writing.CommitAsync(ct);
        return moved;
    }

    /// <summary>Whatever a row speaks of comes before it.</summary>
    private static List<IEntityType> InOrder(IEnumerable<IEntityType> kinds)
    {
        var ordered = new List<IEntityType>();
        foreach (var kind in kinds)
            Add(kind);
        return ordered;

        void Add(IEntityType kind)
        {
            if (ordered.Contains(kind))
                return;
            foreach (var principal in kind.GetForeignKeys().Select(key => key.PrincipalEntityType).Where(other => other != kind))
                Add(principal);
            ordered.Add(kind);
        }
    }

    private static ITable Of(IEntityType kind) => (ITable)Activator.CreateInstance(typeof(Table<>).MakeGenericType(kind.ClrType))!;

    private async Task<int> CopyKeysAsync(PostgreSqlMeetingsDb target, CancellationToken ct)
    {
        await target.DataProtectionKeys.ExecuteDeleteAsync(ct);
        var files = Directory.Exists(from.Keys) ? Directory.GetFiles(from.Keys, "*.xml") : [];
        foreach (var file in files)
            target.DataProtectionKeys.Add(new DataProtectionKey { FriendlyName = Path.GetFileNameWithoutExtension(file), Xml = await File.ReadAllTextAsync(file, ct) });
        await target.SaveChangesAsync(ct);
        return files.Length;
    }

    private interface ITable
    {
        Task EmptyAsync(MeetingsDb target, CancellationToken ct);

        Task<int> CopyAsync(MeetingsDb source, MeetingsDb target, CancellationToken ct);
    }

    private sealed class Table<T> : ITable
        where T : class
    {
        public Task EmptyAsync(MeetingsDb target, CancellationToken ct) => target.Set<T>().IgnoreAutoIncludes().ExecuteDeleteAsync(ct);

        public async Task<int> CopyAsync(MeetingsDb source, MeetingsDb target, CancellationToken ct)
        {
            var rows = 0;
            await foreach (var row in source.Set<T>().IgnoreAutoIncludes().AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
            {
                target.Add(row);
                if (++rows % AtOnce == 0)
                    await SaveAsync(target, ct);
            }
            await SaveAsync(target, ct);
            await CountOnAsync(target, ct);
            return rows;
        }

        private static async Task SaveAsync(MeetingsDb target, CancellationToken ct)
        {
            await target.SaveChangesAsync(ct);
            target.ChangeTracker.Clear();
        }

        /// <summary>Numbers that the database gives go on behind those that were moved.</summary>
        private static async Task CountOnAsync(MeetingsDb target, CancellationToken ct)
        {
            var kind = target.Model.FindEntityType(typeof(T))!;
            var table = kind.GetTableName()!;
            foreach (var number in kind.GetProperties().Where(property => property.ValueGenerated == ValueGenerated.OnAdd && property.ClrType is { } type && (type == typeof(int) || type == typeof(long))))
            {
                var column = number.GetColumnName();
                // Names of ours, out of the model.
#pragma warning disable EF1002
                await target.Database.ExecuteSqlRawAsync(
                    $"""SELECT setval(pg_get_serial_sequence('"{table}"', '{column}'), (SELECT COALESCE(MAX("{column}"), 0) + 1 FROM "{table}"), false)""", ct);
#pragma warning restore EF1002
            }
        }
    }
}
