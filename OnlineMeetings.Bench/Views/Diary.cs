using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Bench.Views;

/// <summary>A calendar as full as somebody's could be, in the program's database.</summary>
internal sealed class Diary : IDisposable
{
    /// <summary>How many others have a calendar on the server, of a tenth of the size each.</summary>
    private const int Others = 10;

    private const int AtOnce = 200;

    private static readonly string[] _rules = ["FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY", "FREQ=YEARLY", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"];

    private readonly Random _chance = new(7);
    private readonly Instant _now = Instant.FromUtc(2026, 9, 15, 10, 0);

    /// <summary>Reading asks none of the others.</summary>
    public Diary() => Book = new CalendarBook(Database, null!, null!, null!, null!, null!, null!, TimeProvider.System, NullLogger<CalendarBook>.Instance);

    public CountedDatabase Database { get; } = new();

    public CalendarBook Book { get; }

    /// <summary>So many appointments of one person, who is returned, half of them repeating without an end.</summary>
    public async Task<PersonId> FillAsync(int count)
    {
        var ana = PersonId.New();
        await Database.FillAsync(async () =>
        {
            await AddAsync(ana, count);
            for (var i = 0; i < Others; i++)
                await AddAsync(PersonId.New(), count / Others);
        });
        return ana;
    }

    public void Dispose() => Database.Dispose();

    private async Task AddAsync(PersonId owner, int count)
    {
        foreach (var some in Enumerable.Range(0, count).Chunk(AtOnce))
        {
            await using var db = Database.CreateDbContext();
            foreach (var number in some)
            {
                var appointment = Appointment(number);
                var stored = new StoredAppointment { Id = AppointmentId.New(), OwnerId = owner, Uid = appointment.Uid, CreatedAt = _now.ToDateTimeUtc() };
                stored.Write(appointment, _now, DateTimeZone.Utc);
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
}
