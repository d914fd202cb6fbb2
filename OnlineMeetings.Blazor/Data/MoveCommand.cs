using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using OnlineMeetings.Files;
using OnlineMeetings.Hosting;

namespace OnlineMeetings.Data;

/// <summary>`migrate --from … --to …`: moves an installation out of its data folder to PostgreSQL.</summary>
internal static class MoveCommand
{
    public const string Name = "migrate";

    private const string S3Flag = "--s3";
    private const string ReplaceFlag = "--replace";

    private const string Usage = """
        migrate --from <data folder> --to <connection string of PostgreSQL> [--files <new data folder>] [--s3] [--replace]

        Copies all there is in the database of a data folder, with the keys that seal links and sign-ins, into an empty database of
        PostgreSQL, in one transaction. Stop the server first. Files stay where they are, or are copied too where --files names
        another folder. With --s3 they go into the bucket that the settings name (Files:Store=S3, Files:S3:Bucket and so on, in
        appsettings.json or as environment variables), before anything else; what is there already is not sent again. It can be
        repeated: a database that holds something already is only touched with --replace, which takes out what is there before.
        """;

    /// <summary>Those that a server started here would have.</summary>
    public static IConfiguration Settings() => new ConfigurationBuilder()
        .SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().Build();

    /// <returns>What the process ends with: 0 when all was moved.</returns>
    public static async Task<int> RunAsync(string[] arguments, IConfiguration configuration, TextWriter output, TextWriter error, CancellationToken ct)
    {
        if (!TryRead(arguments, out var from, out var to, out var files, out var flags))
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
            // Bytes before rows: where one of them fails, no row speaks of a file that is not there.
            if (flags.Contains(S3Flag))
                await output.WriteLineAsync(await ToBucketAsync(new DataFolder(from), configuration, ct));
            var moved = await new Move(new DataFolder(from), to).RunAsync(flags.Contains(ReplaceFlag), ct);
            foreach (var (table, rows) in moved)
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{table}: {rows}"));
            if (files.Length > 0)
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Files: {FolderCopy.Copy(from, files)}"));
            return 0;
        }
        catch (Exception e) when (e is MoveRefusedException or SettingsException or FileRefusedException or Npgsql.NpgsqlException or ArgumentException or IOException or DbUpdateException)
        {
            await error.WriteLineAsync($"Nothing was moved: {WhyOf(e)}");
            return 1;
        }
    }

    private static async Task<string> ToBucketAsync(DataFolder from, IConfiguration configuration, CancellationToken ct)
    {
        var settings = new SettingsReader(configuration);
        var options = S3Options.Read(settings);
        if (options is null)
            settings.Fault("Files:Store", "must be S3 where files go into a bucket.");
        settings.ThrowIfFaulty();
        using var bucket = new Bucket(options!, NullLogger<Bucket>.Instance);
        var (sent, there) = await BucketCopy.RunAsync(from, new S3FileStore(bucket), ct);
        return string.Create(CultureInfo.InvariantCulture, $"Files in the bucket: {sent} sent, {there} were there");
    }

    private static string WhyOf(Exception e) =>
        e is FileRefusedException { InnerException: { } why } ? Bucket.WhyOf(why) : e.GetBaseException().Message;

    private static bool TryRead(string[] arguments, out string from, out string to, out string files, out string[] flags)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        flags = [.. arguments.Where(argument => argument is S3Flag or ReplaceFlag)];
        var pairs = arguments.Where(argument => argument is not (S3Flag or ReplaceFlag)).Chunk(2).ToList();
        foreach (var pair in pairs.Where(pair => pair.Length == 2))
            values[pair[0]] = pair[1];
        from = values.GetValueOrDefault("--from", "");
        to = values.GetValueOrDefault("--to", "");
        files = values.GetValueOrDefault("--files", "");
        return from.Length > 0 && to.Length > 0 && pairs.TrueForAll(pair => pair.Length == 2 && pair[0] is "--from" or "--to" or "--files");
    }
}
