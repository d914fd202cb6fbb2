using System.Diagnostics;
using System.Text;
using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Calendar.Ics;

namespace OnlineMeetings.Tests.Calendar.Ics;

/// <summary>T59: files that were made to keep a server busy.</summary>
[Collection(nameof(Alone))]
public sealed class IcsBombTests
{
    public static TheoryData<string, CalendarRefusal> Bombs() => new()
    {
        { "50 MB", CalendarRefusal.TooLarge },
        { "200,000 blank lines", CalendarRefusal.TooManyLines },
        { "500 deep", CalendarRefusal.TooDeep },
        { "a million folds", CalendarRefusal.TooManyLines },
        { "one long line", CalendarRefusal.BrokenLine },
        { "4 MB of parameters", CalendarRefusal.BrokenLine },
        { "100,000 entries", CalendarRefusal.TooManyEntries },
        { "thousands of zones", CalendarRefusal.BrokenZone },
        { "thousands of splits", CalendarRefusal.BrokenEntry },
        { "thousands of rules that never match", CalendarRefusal.BrokenEntry },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public async Task A_bomb_is_refused_soon_and_takes_little_memory(string bomb, CalendarRefusal why)
    {
        var file = Bomb(bomb);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();

        var refused = await Assert.ThrowsAsync<CalendarRefusedException>(() => IcsReader.ReadAsync(file, CancellationToken.None));

        Assert.Equal(why, refused.Why);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: false) - before, long.MinValue, 100_000_000);
    }

    private static Stream Bomb(string name)
    {
        var text = name switch
        {
            "50 MB" => new string('x', 50_000_000),
            "200,000 blank lines" => Given.Calendar(new string('\n', 200_000)),
            "500 deep" => Given.Calendar(string.Join('\n', Enumerable.Repeat("BEGIN:X-A", 500).Concat(Enumerable.Repeat("END:X-A", 500)))),
            "a million folds" => Given.Calendar("X:" + string.Concat(Enumerable.Repeat("\n y", 1_000_000))),
            "one long line" => Given.Calendar(new string('x', 4_000_000)),
            "4 MB of parameters" => Given.Calendar(
                $"BEGIN:VEVENT\nUID:1\nATTENDEE{string.Concat(Enumerable.Repeat(";A=\"b\"", 600_000))}:mailto:a@b.c\nDTSTART:x\nEND:VEVENT"),
            "100,000 entries" => Given.Calendar(string.Concat(Enumerable.Repeat("BEGIN:VEVENT\nEND:VEVENT\n", 100_000))),
            "thousands of zones" => Given.Calendar(string.Join('\n', Enumerable.Range(0, 4_000).Select(i =>
                $"BEGIN:VTIMEZONE\nTZID:Z{i}\nBEGIN:STANDARD\nDTSTART:19000101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=MONTHLY\nEND:STANDARD\nEND:VTIMEZONE\n"
                + $"BEGIN:VEVENT\nUID:{i}\nDTSTART;TZID=Z{i}:20260101T100000\nEND:VEVENT"))),
            "thousands of splits" => Given.Calendar("BEGIN:VEVENT\nUID:1\nDTSTART:20200101T100000Z\nRRULE:FREQ=DAILY\nEND:VEVENT\n" + string.Join('\n', Enumerable.Range(1, 4_000).Select(i =>
                $"BEGIN:VEVENT\nUID:1\nRECURRENCE-ID;RANGE=THISANDFUTURE:{new LocalDate(2020, 1, 1).PlusDays(i):uuuuMMdd}T100000Z\nDTSTART:20260101T100000Z\nEND:VEVENT"))),
            _ => Given.Calendar(string.Join('\n', Enumerable.Range(0, 4_000).Select(i =>
                $"BEGIN:VEVENT\nUID:{i}\nDTSTART:20260101T100000Z\nRRULE:FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30\nEND:VEVENT")) + "\nBEGIN:VEVENT\nUID:x\nEND:VEVENT"),
        };
        return new MemoryStream(Encoding.UTF8.GetBytes(text));
    }
}
