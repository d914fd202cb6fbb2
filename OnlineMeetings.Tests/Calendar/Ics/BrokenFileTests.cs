using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Calendar.Ics;

namespace OnlineMeetings.Tests.Calendar.Ics;

/// <summary>Files that were whole once, and were broken by chance: the same each time.</summary>
public sealed class BrokenFileTests
{
    private static readonly string[] _rubbish =
    [
        "", ":", ";", "\"", "\r\n", "\r\n ", "\0", "\uFFFD", "99999999", "-1", "0", "Z", "T", "P", "DTSTART", "BEGIN:VEVENT\r\n", "END:VEVENT\r\n", "RRULE:FREQ=",
        "TZID=", "VALUE=DATE", "99991231T235959Z", "00010101", "RANGE=THISANDFUTURE", "COUNT=1", "INTERVAL=2147483647", "UNTIL=00010101T000000Z", "BYSETPOS=-366",
    ];

    [Fact]
    public void A_broken_file_is_read_or_refused_in_words()
    {
        var random = new Random(2026);
        foreach (var whole in AnyAppointment.Any.Sample(300, new Rnd(2026), 50).Select(appointment => IcsWriter.Write([appointment])))
        {
            for (var times = 0; times < 5; times++)
                ReadAndShow(Broken(whole, random));
        }
    }

    private static void ReadAndShow(string file)
    {
        try
        {
            foreach (var appointment in IcsReader.Read(file).Appointments)
            {
                _ = Occurrences.Between(appointment, Instant.FromUtc(2026, 1, 1, 0, 0), Instant.FromUtc(2026, 2, 1, 0, 0), DateTimeZoneProviders.Tzdb["Asia/Tokyo"]);
                _ = IcsReader.Read(IcsWriter.Write([appointment]));
            }
        }
        catch (CalendarRefusedException)
        {
            // Said in words; anything else fails the test.
        }
    }

    // From one to four places lose something, gain something, or both.
    private static string Broken(string file, Random random)
    {
        for (var places = random.Next(1, 5); places > 0; places--)
        {
            var at = random.Next(file.Length);
            var length = Math.Min(random.Next(12), file.Length - at);
            file = file.Remove(at, length).Insert(at, _rubbish[random.Next(_rubbish.Length)]);
        }
        return file;
    }
}
