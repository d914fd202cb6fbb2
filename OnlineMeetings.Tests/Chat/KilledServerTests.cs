using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Meetings;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Chat;

[Collection(nameof(Alone))]
public sealed class KilledServerTests
{
    private const int Databases = 2;
    private const int KillsEach = 25;
    private const int WritesEach = 20;

    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public Task T50_After_fifty_kills_in_a_thousand_writes_every_acknowledged_message_is_there_and_the_database_is_sound()
    {
        Assert.SkipWhen(PostgreSqlServer.IsWanted, "Here the file of SQLite is what a kill could break; PostgreSQL is a process of its own.");
        return Task.WhenAll(Enumerable.Range(0, Databases).Select(_ => IsSoundAfterKillsAsync()));
    }

    private async Task IsSoundAfterKillsAsync()
    {
        using var db = new TestDatabase();
        var meeting = await db.MeetingAsync();

        var acknowledged = new HashSet<Guid>();
        for (var kill = 0; kill < KillsEach; kill++)
            acknowledged.UnionWith(await WriteUntilKilledAsync(db, meeting));

        Assert.InRange(acknowledged.Count, KillsEach * WritesEach, int.MaxValue);
        Assert.Equal("ok", await IntegrityAsync(db));
        await using var read = db.CreateDbContext();
        Assert.Subset(await read.Messages.Select(m => m.Key).ToHashSetAsync(_ct), acknowledged);
    }

    /// <summary>Runs a process until it has stored some messages, and kills it while it stores more.</summary>
    /// <returns>The keys of all that it said were stored.</returns>
    private async Task<List<Guid>> WriteUntilKilledAsync(TestDatabase db, Meeting meeting)
    {
        using var program = Process.Start(Writer(db, meeting))!;
        try
        {
            var keys = new List<Guid>();
            while (await program.StandardOutput.ReadLineAsync(_ct) is { } line)
            {
                keys.Add(Guid.Parse(line));
                if (keys.Count == WritesEach)
                    program.Kill();
            }
            return keys;
        }
        finally
        {
            if (!program.HasExited)
                program.Kill();
            await program.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static ProcessStartInfo Writer(TestDatabase db, Meeting meeting)
    {
        var tests = typeof(WritingUntilKilled).Assembly.Location;
        return new ProcessStartInfo("dotnet", ["exec", tests])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            Environment =
            {
                ["DOTNET_STARTUP_HOOKS"] = tests,
                // It lives too short for that to pay.
                ["DOTNET_TieredPGO"] = "0",
                [WritingUntilKilled.Database] = db.Folder.Database,
                [WritingUntilKilled.Meeting] = meeting.Id.Value.ToString(),
            },
        };
    }

    private async Task<string?> IntegrityAsync(TestDatabase db)
    {
        await using var database = new SqliteConnection($"Data Source={db.Folder.Database};Pooling=False");
        await database.OpenAsync(_ct);
        await using var check = database.CreateCommand();
        check.CommandText = "PRAGMA integrity_check";
        return (string?)await check.ExecuteScalarAsync(_ct);
    }
}
