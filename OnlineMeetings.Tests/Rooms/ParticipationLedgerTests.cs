using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Rooms;

public sealed class ParticipationLedgerTests : IAsyncLifetime
{
    private readonly TestDatabase _database = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 9, 15, 10, 0, 0, TimeSpan.Zero));
    private readonly ParticipationLedger _ledger;

    public ParticipationLedgerTests() => _ledger = new ParticipationLedger(_database, _time, NullLogger<ParticipationLedger>.Instance);

    public async ValueTask InitializeAsync() => await _ledger.StartAsync(default);

    public async ValueTask DisposeAsync()
    {
        await _ledger.StopAsync(default);
        _ledger.Dispose();
        _database.Dispose();
    }

    [Fact]
    public async Task Somebody_is_written_down_once_and_their_last_coming_is_renewed()
    {
        var meeting = await _database.MeetingAsync();
        var bo = PersonId.New();
        var first = _time.GetUtcNow().UtcDateTime;
        _ledger.Note(meeting.Id, Of(bo, "Bo"));
        await EventuallyAsync(all => all is [{ Name: "Bo" }]);
        _time.Advance(TimeSpan.FromHours(1));

        _ledger.Note(meeting.Id, Of(bo, "Bo the Second"));

        await EventuallyAsync(all => all is [{ Name: "Bo the Second", IsGuest: true } one]
            && one.FirstAt == first && one.LastAt == first.AddHours(1) && one.PersonId == bo && one.MeetingId == meeting.Id);
    }

    [Fact]
    public async Task Hundreds_who_come_at_once_are_all_written_down()
    {
        var meeting = await _database.MeetingAsync();
        for (var i = 0; i < 250; i++)
            _ledger.Note(meeting.Id, Of(PersonId.New(), $"Person {i}"));

        await EventuallyAsync(all => all.Count == 250);
    }

    [Fact]
    public async Task A_meeting_that_was_deleted_meanwhile_holds_nobody_up()
    {
        var meeting = await _database.MeetingAsync();
        _ledger.Note(MeetingId.New(), Of(PersonId.New(), "Late"));
        _ledger.Note(meeting.Id, Of(PersonId.New(), "Bo"));

        await EventuallyAsync(all => all is [{ Name: "Bo" }]);
    }

    [Fact]
    public async Task While_the_database_is_away_arrivals_wait()
    {
        var meeting = await _database.MeetingAsync();
        _database.Away = true;
        _ledger.Note(meeting.Id, Of(PersonId.New(), "Bo"));
        _database.Away = false;

        await EventuallyAsync(all =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return all is [{ Name: "Bo" }];
        });
    }

    private static Participant Of(PersonId person, string name) => new(
        ParticipantId.New(), person, name, IsGuest: true, IsOrganizer: false, Stay: 1, Order: 1, Seat: null, Devices.Off);

    private Task EventuallyAsync(Func<IReadOnlyList<Participation>, bool> isSo) => Eventually.FindAsync("it is written down", async () =>
    {
        await using var db = _database.CreateDbContext();
        var all = await db.Participations.ToListAsync();
        return isSo(all) ? all : null;
    });
}
