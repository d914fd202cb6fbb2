using Microsoft.EntityFrameworkCore;
using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Meetings;
using OnlineMeetings.Tests.Meetings;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Calendar;

/// <summary>Whole days remind by the clock of whose they are. It is Tuesday, 15 September 2026, 10:00 UTC.</summary>
public sealed class OwnerZonesTests : IDisposable
{
    private static readonly PersonId _ana = Viewers.Organizer.Person;

    private readonly BookOfTests _tests = new();
    private readonly OwnerZones _zones;
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public OwnerZonesTests() => _zones = new OwnerZones(_tests.Database, _tests.Time);

    public void Dispose() => _tests.Dispose();

    [Theory]
    [InlineData("Europe/Berlin", "2026-09-16T22:00")]
    [InlineData("America/New_York", "2026-09-17T04:00")]
    [InlineData("Asia/Tokyo", "2026-09-16T15:00")]
    [InlineData("Nowhere/At all", "2026-09-17T00:00")]
    public async Task A_whole_day_reminds_at_midnight_of_whose_it_is(string zone, string utc)
    {
        await _zones.LearnAsync(_ana, zone, _ct);

        Assert.Equal(Utc(utc), await DueAsync(await AddHolidayAsync()));
    }

    [Fact]
    public async Task Who_travels_is_reminded_by_the_clock_of_where_they_are_and_once()
    {
        var holiday = await AddHolidayAsync();
        await _zones.LearnAsync(_ana, "Asia/Tokyo", _ct);
        Assert.Equal(Utc("2026-09-16T15:00"), await DueAsync(holiday));

        await _zones.LearnAsync(_ana, "America/New_York", _ct);
        Assert.Equal(Utc("2026-09-17T04:00"), await DueAsync(holiday));

        // At midnight in Tokyo it would have been due two hours ago, and nobody has said it yet.
        _tests.Time.SetUtcNow(new DateTimeOffset(2026, 9, 16, 17, 0, 0, TimeSpan.Zero));
        await _zones.LearnAsync(_ana, "Asia/Tokyo", _ct);
        Assert.Equal(Utc("2026-09-16T15:00"), await DueAsync(holiday));
    }

    [Fact]
    public async Task What_has_been_said_in_the_east_is_not_said_again_in_the_west()
    {
        await _zones.LearnAsync(_ana, "Asia/Tokyo", _ct);
        var holiday = await AddHolidayAsync();
        _tests.Time.SetUtcNow(new DateTimeOffset(2026, 9, 16, 17, 0, 0, TimeSpan.Zero));

        await _zones.LearnAsync(_ana, "America/New_York", _ct);

        Assert.Null(await DueAsync(holiday));
    }

    [Fact]
    public async Task What_has_a_zone_of_its_own_stays()
    {
        var start = new LocalDateTime(2026, 9, 17, 10, 0);
        var call = await AddAsync(new Span(start, start.PlusHours(1), new Zone("Europe/Berlin")));

        await _zones.LearnAsync(_ana, "Asia/Tokyo", _ct);

        Assert.Equal(Utc("2026-09-17T08:00"), await DueAsync(call));
    }

    private Task<AppointmentId> AddHolidayAsync() => AddAsync(Span.Days(new LocalDate(2026, 9, 17), new LocalDate(2026, 9, 17)));

    private async Task<AppointmentId> AddAsync(Span when) => (await _tests.Calendar.AddAsync(
        _ana, new Appointment(CalendarBook.NewUid(), when, new Details { Subject = "Holiday", Reminders = [new Reminder(Duration.Zero)] }), MeetingChoice.None, _ct)).Id;

    private async Task<DateTime?> DueAsync(AppointmentId id)
    {
        await using var db = _tests.Database.CreateDbContext();
        return await db.Appointments.Where(a => a.Id == id).Select(a => a.NextReminderAt).SingleAsync(_ct);
    }

    private static DateTime Utc(string time) => DateTime.SpecifyKind(DateTime.Parse(time, null), DateTimeKind.Utc);
}
