using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Accounts;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Bench.Server;

/// <summary>Data that are there when the program starts: an organizer, and meetings that guests may come to.</summary>
internal sealed class Premises
{
    private readonly List<Meeting> _meetings = [];

    /// <summary>The secret parts of the meetings' links.</summary>
    public IReadOnlyList<string> Codes => [.. _meetings.Select(meeting => meeting.Code)];

    /// <param name="data">The data folder, in which SQLite's file is made.</param>
    /// <param name="more">What else lies in the meetings.</param>
    public async Task FurnishAsync(DirectoryInfo data, int meetings, Func<SqliteMeetingsDb, IReadOnlyList<Meeting>, Task>? more = null)
    {
        using var gate = new SqliteWriteGate();
        var options = new DbContextOptionsBuilder<SqliteMeetingsDb>().UseSqlite($"Data Source={Path.Combine(data.FullName, "meetings.db")}").Options;
        await using (var db = new SqliteMeetingsDb(options, gate))
        {
            await FillAsync(db, meetings);
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL");
            if (more is not null)
                await more(db, _meetings);
            await db.Database.ExecuteSqlRawAsync("PRAGMA optimize");
        }
        SqliteConnection.ClearAllPools();
    }

    /// <param name="postgreSql">The connection string of an empty database.</param>
    public async Task FurnishAsync(string postgreSql, int meetings)
    {
        await using var db = new PostgreSqlMeetingsDb(new DbContextOptionsBuilder<PostgreSqlMeetingsDb>().UseNpgsql(postgreSql).Options);
        await FillAsync(db, meetings);
    }

    private async Task FillAsync(MeetingsDb db, int meetings)
    {
        await db.Database.MigrateAsync();
        var now = DateTime.UtcNow;
        var organizer = new Account { Id = Guid.CreateVersion7(), Name = "Bench", UserName = "bench", NormalizedUserName = "BENCH", CreatedAt = now };
        db.Add(organizer);
        for (var i = 1; i <= meetings; i++)
            _meetings.Add(Add(db, organizer, $"Meeting {i}", now));
        await db.SaveChangesAsync();
    }

    private static Meeting Add(MeetingsDb db, Account organizer, string title, DateTime now)
    {
        var meeting = new Meeting
        {
            Id = MeetingId.New(),
            OrganizerId = organizer.Person,
            Code = MeetingCode.New(),
            Title = title,
            GuestsAllowed = true,
            CreatedAt = now,
            LastActivityAt = now,
        };
        db.Add(meeting);
        return meeting;
    }
}
