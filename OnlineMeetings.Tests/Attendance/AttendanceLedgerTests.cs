using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OnlineMeetings.Attendance;
using OnlineMeetings.Meetings;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Attendance;

public sealed class AttendanceLedgerTests : IDisposable
{
    private static readonly DateTime _ten = new(2026, 11, 23, 10, 0, 0, DateTimeKind.Utc);

    private readonly TestDatabase _db = new();
    private readonly AttendanceLedger _ledger;
    private readonly AttendanceBook _book;
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public AttendanceLedgerTests()
    {
        _ledger = new AttendanceLedger(_db, new FakeTimeProvider(), NullLogger<AttendanceLedger>.Instance);
        _book = new AttendanceBook(_db, TimeProvider.System);
    }

    public void Dispose()
    {
        _ledger.Dispose();
        _db.Dispose();
    }

    [Fact]
    public async Task A_stay_lasts_from_coming_to_going()
    {
        var meeting = await _db.MeetingAsync();

        await PassAsync(In(meeting, "Bo", _ten), Out(meeting, "Bo", _ten.AddMinutes(40)));

        Assert.Equal([("Bo", _ten, (DateTime?)_ten.AddMinutes(40))], await StaysAsync(meeting));
    }

    [Fact]
    public async Task A_short_drop_is_no_new_stay_and_a_long_one_is()
    {
        var meeting = await _db.MeetingAsync();

        await PassAsync(
            In(meeting, "Bo", _ten), Out(meeting, "Bo", _ten.AddMinutes(10)),
            In(meeting, "Bo", _ten.AddMinutes(11)), Out(meeting, "Bo", _ten.AddMinutes(20)),
            In(meeting, "Bo", _ten.AddMinutes(30)));

        Assert.Equal([("Bo", _ten, (DateTime?)_ten.AddMinutes(20)), ("Bo", _ten.AddMinutes(30), null)], await StaysAsync(meeting));
    }

    [Fact]
    public async Task How_somebodys_links_did_stands_with_their_last_stay_and_with_nobody_who_never_came()
    {
        var meeting = await _db.MeetingAsync();
        await PassAsync(In(meeting, "Bo", _ten), Out(meeting, "Bo", _ten.AddMinutes(10)), In(meeting, "Bo", _ten.AddMinutes(30)));

        await _ledger.WriteAsync([new LinksReviewed(meeting.Id, Person("Bo"), new LinkReview(30, 30, 7))], _ct);
        await _ledger.WriteAsync([new LinksReviewed(meeting.Id, PersonId.New(), new LinkReview(30, 30, 7))], _ct);

        await using var db = _db.CreateDbContext();
        var stays = await db.Stays.AsNoTracking().OrderBy(s => s.From).ToListAsync(_ct);
        Assert.Equal([(0, 0.0), (30, 7.0)], stays.Select(s => (s.LinkSamples, s.LinkLost)));
    }

    [Fact]
    public async Task Who_is_back_after_a_restart_has_been_there_all_the_time()
    {
        var meeting = await _db.MeetingAsync(m => m.LastActivityAt = _ten.AddMinutes(5));

        await PassAsync(In(meeting, "Bo", _ten), In(meeting, "Bo", _ten.AddMinutes(6)), Out(meeting, "Bo", _ten.AddMinutes(9)));

        Assert.Equal([("Bo", _ten, (DateTime?)_ten.AddMinutes(9))], await StaysAsync(meeting));
    }

    [Fact]
    public async Task Whom_a_server_that_died_saw_never_leave_was_gone_when_last_something_was_heard()
    {
        var meeting = await _db.MeetingAsync();
        await PassAsync(In(meeting, "Ana", _ten), In(meeting, "Bo", _ten), In(meeting, "Cleo", _ten.AddMinutes(21)));

        await _ledger.WriteAsync([new RollCall(meeting.Id, [Person("Ana")], HeardAt: _ten.AddMinutes(20))], _ct);

        Assert.Equal(
            [("Ana", _ten, null), ("Bo", _ten, (DateTime?)_ten.AddMinutes(20)), ("Cleo", _ten.AddMinutes(21), _ten.AddMinutes(21))],
            await StaysAsync(meeting));
    }

    [Fact]
    public async Task Who_comes_back_just_after_the_roll_was_called_was_never_away()
    {
        var meeting = await _db.MeetingAsync();
        await PassAsync(In(meeting, "Bo", _ten));

        await _ledger.WriteAsync([new RollCall(meeting.Id, [], HeardAt: _ten.AddMinutes(20))], _ct);
        await PassAsync(In(meeting, "Bo", _ten.AddMinutes(21)));

        Assert.Equal([("Bo", _ten, null)], await StaysAsync(meeting));
    }

    [Fact]
    public async Task What_a_room_notes_after_it_has_woken_elsewhere_is_void()
    {
        var meeting = await _db.MeetingAsync(m => m.Wakings = 2);
        await PassAsync(In(meeting, "Bo", _ten) with { Waking = 2 });

        await PassAsync(Out(meeting, "Bo", _ten.AddMinutes(5)) with { Waking = 1 });
        await _ledger.WriteAsync([new RollCall(meeting.Id, [], HeardAt: _ten.AddMinutes(5)) { Waking = 1 }], _ct);
        await PassAsync(In(meeting, "Cleo", _ten) with { Waking = 1 });

        Assert.Equal([("Bo", _ten, null)], await StaysAsync(meeting));
    }

    [Fact]
    public async Task A_roll_call_is_of_one_meeting_and_of_nobody_who_left_before()
    {
        var (meeting, other) = (await _db.MeetingAsync(), await _db.MeetingAsync());
        await PassAsync(In(meeting, "Bo", _ten), Out(meeting, "Bo", _ten.AddMinutes(5)), In(other, "Bo", _ten));

        await _ledger.WriteAsync([new RollCall(meeting.Id, [], HeardAt: _ten.AddMinutes(20))], _ct);

        Assert.Equal([("Bo", _ten, (DateTime?)_ten.AddMinutes(5))], await StaysAsync(meeting));
        Assert.Equal([("Bo", _ten, null)], await StaysAsync(other));
    }

    [Fact]
    public async Task What_cannot_be_written_is_written_when_the_database_is_back()
    {
        var meeting = await _db.MeetingAsync();
        var time = new FakeTimeProvider();
        using var ledger = new AttendanceLedger(_db, time, NullLogger<AttendanceLedger>.Instance);
        _db.Away = true;
        await ledger.StartAsync(_ct);
        ledger.Note(In(meeting, "Bo", _ten));

        _db.Away = false;
        while ((await StaysAsync(meeting)).Count == 0)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal([("Bo", _ten, (DateTime?)null)], await StaysAsync(meeting));
    }

    [Fact]
    public async Task A_period_holds_the_stays_that_touch_it()
    {
        var meeting = await _db.MeetingAsync();
        await PassAsync(
            In(meeting, "Ana", _ten), Out(meeting, "Ana", _ten.AddMinutes(30)),
            In(meeting, "Bo", _ten.AddMinutes(20)), Out(meeting, "Bo", _ten.AddMinutes(50)),
            In(meeting, "Cleo", _ten.AddMinutes(40)));

        var second = await _book.ListAsync(Viewers.Organizer, meeting.Id, new Period(_ten.AddMinutes(30), _ten.AddMinutes(60)), _ct);

        Assert.Equal(["Bo", "Cleo"], second!.Select(s => s.Name));
    }

    [Fact]
    public async Task Attendance_is_for_organizers_to_see_and_delete()
    {
        var meeting = await _db.MeetingAsync();
        await PassAsync(In(meeting, "Bo", _ten), Out(meeting, "Bo", _ten.AddMinutes(30)), In(meeting, "Cleo", _ten));

        Assert.Null(await _book.ListAsync(_db.Member("Dan"), meeting.Id, Period.All, _ct));
        Assert.False(await _book.DeleteAsync(Viewers.Guest("Bo"), meeting.Id, Period.All, _ct));
        Assert.True(await _book.DeleteAsync(Viewers.Organizer, meeting.Id, Period.All, _ct));

        Assert.Equal([("Cleo", _ten, (DateTime?)null)], await StaysAsync(meeting));
    }

    [Theory]
    [InlineData(-60, 0, "Ana 30–50, Bo 10–70, Cleo 40–…")]
    [InlineData(0, 30, "Ana 30–50, Bo 30–70, Cleo 40–…")]
    [InlineData(20, 60, "Bo 10–20, Bo 60–70, Cleo 60–…")]
    [InlineData(45, null, "Ana 30–45, Bo 10–45, Cleo 40–…")]
    [InlineData(null, 45, "Ana 45–50, Bo 45–70, Cleo 45–…")]
    public async Task A_stay_that_lasted_beyond_what_is_deleted_keeps_the_rest(int? from, int? to, string left)
    {
        var meeting = await _db.MeetingAsync();
        await PassAsync(
            In(meeting, "Ana", _ten.AddMinutes(30)), Out(meeting, "Ana", _ten.AddMinutes(50)),
            In(meeting, "Bo", _ten.AddMinutes(10)), Out(meeting, "Bo", _ten.AddMinutes(70)),
            In(meeting, "Cleo", _ten.AddMinutes(40)));

        Assert.True(await _book.DeleteAsync(Viewers.Organizer, meeting.Id, new Period(At(from), At(to)), _ct));

        Assert.Equal(left, string.Join(", ", (await StaysAsync(meeting)).OrderBy(s => s.Name, StringComparer.Ordinal).ThenBy(s => s.From)
            .Select(s => $"{s.Name} {(s.From - _ten).TotalMinutes}–{((s.To - _ten)?.TotalMinutes.ToString(CultureInfo.InvariantCulture) ?? "…")}")));

        static DateTime? At(int? minutes) => minutes is { } m ? _ten.AddMinutes(m) : null;
    }

    [Fact]
    public async Task Who_was_there_is_counted_once_in_each_period_that_their_stays_touch()
    {
        var (meeting, other) = (await _db.MeetingAsync(), await _db.MeetingAsync());
        await PassAsync(
            In(meeting, "Ana", _ten), Out(meeting, "Ana", _ten.AddMinutes(30)),
            In(meeting, "Ana", _ten.AddMinutes(40)), Out(meeting, "Ana", _ten.AddMinutes(60)),
            In(meeting, "Bo", _ten.AddMinutes(20)), Out(meeting, "Bo", _ten.AddMinutes(61)),
            In(meeting, "Cleo", _ten.AddMinutes(125)), In(other, "Dan", _ten));
        Period[] periods = [new(_ten.AddMinutes(120), null), new(_ten.AddMinutes(60), _ten.AddMinutes(120)), new(null, _ten.AddMinutes(60))];

        Assert.Equal([1, 1, 2], await _book.CountEachAsync(meeting.Id, periods, _ct));
        Assert.Equal([1], await _book.CountEachAsync(meeting.Id, [new(_ten.AddMinutes(60), _ten.AddMinutes(120))], _ct));
        Assert.Empty(await _book.CountEachAsync(meeting.Id, [], _ct));
    }

    [Theory]
    [InlineData("Bo", "Bo")]
    [InlineData("=HYPERLINK(\"http://evil\")", "\"'=HYPERLINK(\"\"http://evil\"\")\"")]
    [InlineData("Brandt, Ana", "\"Brandt, Ana\"")]
    [InlineData("@Bo", "'@Bo")]
    public void A_name_is_text_in_every_spreadsheet(string name, string cell)
    {
        var csv = AttendanceFile.Csv([new Attended(PersonId.New(), name, IsGuest: true, _ten, _ten.AddMinutes(90))], _ten);

        Assert.Equal($"Name,Guest,From,To,Minutes\r\n{cell},yes,2026-11-23T10:00:00Z,2026-11-23T11:30:00Z,90\r\n", csv);
    }

    private readonly Dictionary<string, PersonId> _people = [];

    private Passage In(Meeting meeting, string name, DateTime at) => new(meeting.Id, Person(name), name, IsGuest: true, IsIn: true, at);

    private Passage Out(Meeting meeting, string name, DateTime at) => In(meeting, name, at) with { IsIn = false };

    private PersonId Person(string name) => _people.TryGetValue(name, out var known) ? known : _people[name] = PersonId.New();

    private Task PassAsync(params Passage[] passages) => _ledger.WriteAsync(passages, _ct);

    private async Task<List<(string Name, DateTime From, DateTime? To)>> StaysAsync(Meeting meeting)
    {
        await using var db = _db.CreateDbContext();
        return await db.Stays.Where(s => s.MeetingId == meeting.Id).OrderBy(s => s.From)
            .Select(s => new ValueTuple<string, DateTime, DateTime?>(s.Name, s.From, s.To)).ToListAsync(_ct);
    }
}
