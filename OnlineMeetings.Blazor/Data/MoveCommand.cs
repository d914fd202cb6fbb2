using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Hosting;

namespace OnlineMeetings.Data;

/// <summary>`migrate --from … --to …`: moves an installation out of its data folder to PostgreSQL.</summary>
internal static class MoveCommand
{
    public const string Name = "migrate";

    private const string Usage = """
        migrate --from <data folder> --to <connection string of PostgreSQL> [--files <new data folder>] [--replace]

        Copies all there is in the database of a data folder, with the keys that seal links and sign-ins, into an empty database of
        PostgreSQL, in one transaction. Stop the server first. Files stay where they are, or are copied too where --files names
        another folder. It can be repeated: a database that holds something already is only touched with --replace, which takes out
        what is there before.
        """;

    /// <returns>What the process ends with: 0 when all was moved.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error, CancellationToken ct)
    {
        if (!TryRead(arguments, out var from, out var to, out var files, out var replace))
        {
            await error.WriteLineAsync(Usage);
            return 2;
        }
        if (!Directory.Exists(from) || !File.Exists(new DataFolder(from).Database))
        {
            await error.WriteLineAsync($"There is no database in \"{from}\".");
            return 1;
        }
        try
        {
            var moved = await new Move(new DataFolder(from), to).RunAsync(replace, ct);
            foreach (var (table, rows) in moved)
                await output.WriteLineAsync(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{table}: {rows}"));
            if (files.Length > 0)
                await output.WriteLineAsync(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Files: {FolderCopy.Copy(from, files)}"));
            return 0;
        }
        catch (Exception e) when (e is MoveRefusedException or Npgsql.NpgsqlException or ArgumentException or IOException or DbUpdateException)
        {
            await error.WriteLineAsync($"Nothing was moved: {e.GetBaseException().Message}");
            return 1;
        }
    }

    private static bool TryRead(string[] arguments, out string from, out string to, out string files, out bool replace)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        replace = arguments.Contains("--replace");
        var pairs = arguments.Where(argument => argument != "--replace").Chunk(2).ToList();
        foreach (var pair in pairs.Where(pair => pair.Length == 2))
            values[pair[0]] = pair[1];
        from = values.GetValueOrDefault("--from", "");
        to = values.GetValueOrDefault("--to", "");
        files = values.GetValueOrDefault("--files", "");
        return from.Length > 0 && to.Length > 0 && pairs.TrueForAll(pair => pair.Length == 2 && pair[0] is "--from" or "--to" or "--files");
    }
}
