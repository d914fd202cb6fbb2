using System.Text;
using NodaTime;
using NodaTime.TimeZones;
using OnlineMeetings.Calendar;
using OnlineMeetings.Calendar.Ics;

namespace OnlineMeetings.Tests.Calendar.Ics;

public sealed class IcsWriterTests
{
    private static readonly Zone _berlin = new("Europe/Berlin");

    [Fact]
    public void An_invitation_is_written_as_others_expect_it()
    {
        var talk = OccurrencesTests.Of("2026-03-01T10:00", "FREQ=DAILY;UNTIL=20260310") with
        {
            Excluded = [OccurrencesTests.At("2026-03-02T10:00"), OccurrencesTests.At("2026-03-03T10:00")],
            Added = [OccurrencesTests.At("2026-03-20T10:00")],
        };
        var written = Lines(IcsWriter.Write(
            [
                talk with
                {
                    Details = talk.Details with
                    {
                        Organizer = new Organizer("ana@example.org", "Ana \"the boss\", Berlin"),
                        Attendees = [new Attendee("bo@example.org", "Bo", Rsvp: true)],
                        Conference = new Conference("https://meet.example.org/m/abc", "Join"),
                        Reminders = [new Reminder(Duration.FromMinutes(10))],
                        Others = ["X-ALT-DESC;FMTTYPE=text/html:<a href=\"x\">b;c</a>"],
                    },
                    Changed = [new(OccurrencesTests.At("2026-03-04T10:00"), talk.When.StartingAt(OccurrencesTests.At("2026-03-04T12:00"), DateTimeZone.Utc), talk.Details)],
                },
            ],
            "REQUEST"));

        Assert.Equal(["BEGIN:VCALENDAR", "PRODID:-//Online Meetings//Calendar//EN", "VERSION:2.0", "CALSCALE:GREGORIAN", "METHOD:REQUEST", "BEGIN:VTIMEZONE"], written.Take(6));
        Assert.Contains("DTSTART;TZID=Europe/Berlin:20260301T100000", written);
        Assert.Contains("DTEND;TZID=Europe/Berlin:20260301T110000", written);
        Assert.Contains("RRULE:FREQ=DAILY;UNTIL=20260310T225959Z", written);
        Assert.Contains("EXDATE;TZID=Europe/Berlin:20260302T100000,20260303T100000", written);
        Assert.Contains("RDATE;TZID=Europe/Berlin:20260320T100000", written);
        Assert.Contains("RECURRENCE-ID;TZID=Europe/Berlin:20260304T100000", written);
        Assert.Contains("ORGANIZER;CN=\"Ana ^'the boss^', Berlin\":mailto:ana@example.org", written);
        Assert.Contains("ATTENDEE;CN=Bo;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:bo@example.org", written);
        Assert.Contains("CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL=Join:https://meet.example.org/m/abc", written);
        Assert.Contains("X-ALT-DESC;FMTTYPE=text/html:<a href=\"x\">b;c</a>", written);
        Assert.Contains("TRIGGER:-PT10M", written);
        Assert.Equal(2, written.Count(line => line == "UID:1"));
    }

    [Theory]
    [InlineData("a\r\nATTENDEE:mailto:evil@example.org")]
    [InlineData("a\nEND:VEVENT\nBEGIN:VEVENT")]
    [InlineData("a\rX:1")]
    [InlineData("a\u2028X:1\u0085Y:2")]
    [InlineData("a\"\r\n\"X:1\u0000")]
    public void A_line_end_in_what_people_write_adds_no_line(string text)
    {
        var honest = OccurrencesTests.Of("2026-03-01T10:00");
        var hostile = honest with
        {
            Uid = text,
            Details = honest.Details with
            {
                Subject = text,
                Place = text,
                Notes = text,
                Organizer = new Organizer("a@example.org", text, [new Parameter("X-A", text)]),
                Attendees = [new Attendee("b@example.org", text, Others: [new Parameter("X-A", text)])],
                Conference = new Conference($"https://example.org/{text}", text),
                Reminders = [new Reminder(Duration.FromMinutes(1), [$"ACTION:{text}"])],
                Others = [$"X-B:{text}"],
            },
        };

        var names = Lines(IcsWriter.Write([hostile])).Select(line => line.Split(':', ';')[0]).ToList();

        Assert.Equal(1, names.Count(name => name == "ATTENDEE"));
        Assert.DoesNotContain("X", names);
        Assert.DoesNotContain("Y", names);
        Assert.Equal(4, Lines(IcsWriter.Write([hostile])).Count(line => line is "BEGIN:VEVENT" or "END:VEVENT" or "BEGIN:VCALENDAR" or "END:VCALENDAR"));
    }

    /// <summary>Read back by the description alone, every zone shows the same time as the one it was written from.</summary>
    [Fact]
    public void Every_zone_is_described_as_it_is()
    {
        var wrong = DateTimeZoneProviders.Tzdb.Ids
            .Where(id => TzdbDateTimeZoneSource.Default.CanonicalIdMap[id] == id)
            .SelectMany(id => Differences(id, 1980).Concat(Differences(id, 2026)))
            .ToList();

        Assert.Equal([], wrong);
    }

    [Fact]
    public void The_rules_of_a_zone_are_yearly_where_they_are() => Assert.Equal(
        [
            "BEGIN:VTIMEZONE", "TZID:Europe/Berlin",
            "BEGIN:STANDARD", "DTSTART:19700101T010000", "TZNAME:CET", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0100", "END:STANDARD",
            "BEGIN:DAYLIGHT", "DTSTART:20250330T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "TZNAME:CEST", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "END:DAYLIGHT",
            "BEGIN:STANDARD", "DTSTART:20251026T030000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "TZNAME:CET", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "END:STANDARD",
            "END:VTIMEZONE",
        ],
        ZoneWriting.Lines(_berlin, Instant.FromUtc(2026, 1, 15, 9, 0)));

    [Fact]
    public void What_is_written_has_all_zones_and_no_others()
    {
        var inTokyo = new Appointment("2", new Span(OccurrencesTests.At("2026-01-01T10:00"), OccurrencesTests.At("2026-01-01T11:00"), new Zone("Asia/Tokyo")), new Details());
        var inUtc = inTokyo with { Uid = "3", When = inTokyo.When with { Zone = Zone.Utc } };
        var floating = inTokyo with { Uid = "4", When = inTokyo.When with { Zone = null } };

        Assert.Equal(
            ["TZID:Europe/Berlin", "TZID:Asia/Tokyo"],
            Lines(IcsWriter.Write([OccurrencesTests.Of("2026-01-01T10:00"), inTokyo, inUtc, floating])).Where(line => line.StartsWith("TZID:", StringComparison.Ordinal)));
    }

    internal static IReadOnlyList<string> Lines(string file)
    {
        Assert.All(file.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(file)));
        Assert.EndsWith("END:VCALENDAR\r\n", file, StringComparison.Ordinal);
        return file.Replace("\r\n ", "", StringComparison.Ordinal).TrimEnd().Split("\r\n");
    }

    private static IEnumerable<string> Differences(string id, int year)
    {
        var zone = DateTimeZoneProviders.Tzdb[id];
        var from = Instant.FromUtc(year, 6, 1, 0, 0);
        var described = DefinedZone.Parse(id, string.Join('\n', ZoneWriting.Lines(new Zone(id), from)));
        return zone.GetZoneIntervals(from, from + Duration.FromDays(365 * 60))
            .Select(interval => interval.HasStart && interval.Start > from ? interval.Start : from)
            .SelectMany(moment => new[] { moment, moment + Duration.FromSeconds(1), moment + Duration.FromDays(20) })
            .Where(moment => zone.GetUtcOffset(moment) != described.GetUtcOffset(moment))
            .Select(moment => $"{id} {moment}: {zone.GetUtcOffset(moment)} but {described.GetUtcOffset(moment)}")
            .Take(1);
    }
}
