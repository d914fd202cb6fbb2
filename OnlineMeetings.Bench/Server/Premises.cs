using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Accounts;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Bench.Server;

/// <summary>A data folder that is no longer empty when the program starts: it has an organizer and meetings that guests may come to.</summary>
internal sealed class Premises
{
    private readonly List<Meeting> _meetings = [];

    /// <summary>The secret parts of the meetings' links.</summary>
    public IReadOnlyList<string> Codes => [.. _meetings.Select(meeting => meeting.Code)];

    /// <param name="more">What else lies in the meetings.</param>
    public async Task FurnishAsync(DirectoryInfo data, int meetings, Func<SqliteMeetingsDb, IReadOnlyList<Meeting>, Task>? more = null)
    {
        using var gate = new SqliteWriteGate();
        var options = new DbContextOptionsBuilder<SqliteMeetingsDb>().UseSqlite($"Data Source={Path.Combine(data.FullName, "meetings.db")}").Options;
        await using (var db = new SqliteMeetingsDb(options, gate))
        {
            await db.Database.MigrateAsync();
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL");
            var now = DateTime.UtcNow;
            var organizer = new Account { Id = Guid.CreateVersion7(), Name = "Bench", UserName = "bench", NormalizedUserName = "BENCH", CreatedAt = now };
            db.Add(organizer);
            for (var i = 1; i <= meetings; i++)
                _meetings.Add(Add(db, organizer, $"Meeting {i}", now));
            await db.SaveChangesAsync();
            if (more is not null)
                await more(db, _meetings);
            await db.Database.ExecuteSqlRawAsync("PRAGMA optimize");
        }
        SqliteConnection.ClearAllPools();
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
