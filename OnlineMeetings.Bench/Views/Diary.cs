using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Bench.Views;

/// <summary>The program's database with a calendar as full as somebody's could be, in a folder that goes when it goes.</summary>
internal sealed class Diary : IDbContextFactory<MeetingsDb>, IDisposable
{
    /// <summary>How many others have a calendar on the server, of a tenth of the size each.</summary>
    private const int Others = 10;

    private const int AtOnce = 200;

    private static readonly string[] _rules = ["FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY", "FREQ=YEARLY", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("meetings-bench-");
    private readonly SqliteWriteGate _gate = new();
    private readonly DbContextOptions<SqliteMeetingsDb> _options;
    private readonly Random _chance = new(7);
    private readonly Instant _now = Instant.FromUtc(2026, 9, 15, 10, 0);

    public Diary()
    {
        _options = new DbContextOptionsBuilder<SqliteMeetingsDb>()
            .UseSqlite($"Data Source={Path.Combine(_folder.FullName, "meetings.db")}").AddInterceptors(new Counter(this)).Options;
        // Reading asks none of the others.
        Book = new CalendarBook(this, null!, null!, null!, null!, null!, TimeProvider.System, NullLogger<CalendarBook>.Instance);
    }

    public CalendarBook Book { get; }

    /// <summary>Counts up with every query.</summary>
    public int Queries { get; set; }

    public MeetingsDb CreateDbContext() => new SqliteMeetingsDb(_options, _gate);

    /// <summary>So many appointments of one person, who is returned, half of them repeating without an end.</summary>
    public async Task<PersonId> FillAsync(int count)
    {
        await using (var db = CreateDbContext())
        {
            await db.Database.MigrateAsync();
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL");
        }
        var ana = PersonId.New();
        await AddAsync(ana, count);
        for (var i = 0; i < Others; i++)
            await AddAsync(PersonId.New(), count / Others);
        await using (var db = CreateDbContext())
            await db.Database.ExecuteSqlRawAsync("PRAGMA optimize");
        return ana;
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _gate.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task AddAsync(PersonId owner, int count)
    {
        foreach (var some in Enumerable.Range(0, count).Chunk(AtOnce))
        {
            await using var db = CreateDbContext();
            foreach (var number in some)
            {
                var appointment = Appointment(number);
                var stored = new StoredAppointment { Id = AppointmentId.New(), OwnerId = owner, Uid = appointment.Uid, CreatedAt = _now.ToDateTimeUtc() };
                stored.Write(appointment, _now);
                db.Add(stored);
            }
            await db.SaveChangesAsync();
        }
    }

    // Once in a year before or after, or again and again since some day of the last year.
    private Appointment Appointment(int number)
    {
        var repeats = number % 2 == 0;
        var start = new LocalDateTime(2026, 9, 15, 8, 0).PlusDays(_chance.Next(-365, repeats ? 0 : 365)).PlusMinutes(15 * _chance.Next(40));
        return new Appointment(CalendarBook.NewUid(), new Span(start, start.PlusMinutes(15 * _chance.Next(1, 9)), new Zone("Europe/Berlin")), new Details { Subject = $"Appointment {number}" })
        {
            Rule = repeats ? _rules[number / 2 % _rules.Length] : null,
        };
    }

    private sealed class Counter(Diary diary) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            diary.Queries++;
            return ValueTask.FromResult(result);
        }
    }
}
