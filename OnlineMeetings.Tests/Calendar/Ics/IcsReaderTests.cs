using System.Text;
using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Calendar.Ics;

namespace OnlineMeetings.Tests.Calendar.Ics;

public sealed class IcsReaderTests
{
    [Fact]
    public void All_that_an_invitation_says_is_read()
    {
        var file = IcsReader.Read(Given.Calendar(
            """
            METHOD:REQUEST
            BEGIN:VEVENT
            UID:abc@example.org
            SEQUENCE:3
            DTSTAMP:20260101T080000Z
            DTSTART;TZID=Europe/Berlin:20260301T100000
            DTEND;TZID=Europe/Berlin:20260301T113000
            SUMMARY:Budget\, round 2
            LOCATION:Room 7
            DESCRIPTION:First line\nsecond
              line
            STATUS:TENTATIVE
            RRULE:FREQ=WEEKLY;BYDAY=SU
            ORGANIZER;CN="Ana, the ^'boss^'";SENT-BY="mailto:bo@example.org":mailto:ana@example.org
            ATTENDEE;CN=Bo;PARTSTAT=ACCEPTED;ROLE=OPT-PARTICIPANT;RSVP=TRUE;CUTYPE=INDIVIDUAL:mailto:bo@example.org
            CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL="Join: now":https://meet.example.org/m/abc?x=1,2
            BEGIN:VALARM
            ACTION:DISPLAY
            TRIGGER:-PT15M
            DESCRIPTION:Soon
            END:VALARM
            END:VEVENT
            """));

        Assert.Equal("REQUEST", file.Method);
        var read = Assert.Single(file.Appointments);
        Assert.Equal(
            new Appointment(
                "abc@example.org",
                new Span(OccurrencesTests.At("2026-03-01T10:00"), OccurrencesTests.At("2026-03-01T11:30"), new Zone("Europe/Berlin")),
                new Details
                {
                    Sequence = 3,
                    Stamp = Instant.FromUtc(2026, 1, 1, 8, 0),
                    Subject = "Budget, round 2",
                    Place = "Room 7",
                    Notes = "First line\nsecond line",
                    Status = AppointmentStatus.Tentative,
                    Organizer = new Organizer("ana@example.org", "Ana, the \"boss\"", [new Parameter("SENT-BY", "\"mailto:bo@example.org\"")]),
                    Attendees = [new Attendee("bo@example.org", "Bo", Answer.Accepted, AttendeeRole.Optional, Rsvp: true, [new Parameter("CUTYPE", "INDIVIDUAL")])],
                    Conference = new Conference("https://meet.example.org/m/abc?x=1,2", "Join: now"),
                    Reminders = [new Reminder(Duration.FromMinutes(15), ["ACTION:DISPLAY", "DESCRIPTION:Soon"])],
                })
            {
                Rule = "FREQ=WEEKLY;BYDAY=SU",
            },
            read);
    }

    [Theory]
    [InlineData("W. Europe Standard Time", "Europe/Berlin")]
    [InlineData("Eastern Standard Time", "America/New_York")]
    [InlineData("/freeassociation.sourceforge.net/Europe/Berlin", "Europe/Berlin")]
    [InlineData("/mozilla.org/20050126_1/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires")]
    public void Zones_are_known_by_the_names_that_others_write(string tzid, string zone) =>
        Assert.Equal(new Zone(zone), One($"DTSTART;TZID={tzid}:20260101T100000").When.Zone);

    [Fact]
    public void A_zone_that_nobody_knows_is_taken_from_the_file()
    {
        var file = IcsReader.Read(Given.Calendar(
            """
            BEGIN:VTIMEZONE
            TZID:Customized Time Zone
            BEGIN:STANDARD
            DTSTART:16010101T030000
            TZOFFSETFROM:+0637
            TZOFFSETTO:+0537
            RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
            END:STANDARD
            BEGIN:DAYLIGHT
            DTSTART:16010101T020000
            TZOFFSETFROM:+0537
            TZOFFSETTO:+0637
            RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
            END:DAYLIGHT
            END:VTIMEZONE
            BEGIN:VEVENT
            UID:1
            DTSTART;TZID="Customized Time Zone":20260327T100000
            RRULE:FREQ=DAILY;COUNT=3
            END:VEVENT
            """));

        var read = Assert.Single(file.Appointments);

        Assert.Equal(["20260327T042300Z", "20260328T042300Z", "20260329T032300Z"], OccurrencesTests.Starts(read));
        Assert.Equal(file.Appointments, IcsReader.Read(IcsWriter.Write(file.Appointments)).Appointments);
    }

    [Fact]
    public void What_is_excluded_added_or_changed_is_seen_from_the_zone_of_the_series()
    {
        var file = IcsReader.Read(Given.Calendar(
            """
            BEGIN:VEVENT
            UID:1
            DTSTART;TZID=Europe/Berlin:20260101T100000
            DTEND;TZID=Europe/Berlin:20260101T110000
            RRULE:FREQ=DAILY;COUNT=5
            EXDATE:20260102T090000Z
            EXDATE;VALUE=DATE:20260103
            RDATE;TZID=America/New_York:20260110T060000
            RDATE;VALUE=PERIOD:20260111T110000Z/PT2H
            END:VEVENT
            BEGIN:VEVENT
            UID:1
            RECURRENCE-ID:20260104T090000Z
            DTSTART;TZID=America/New_York:20260104T080000
            SUMMARY:Moved
            END:VEVENT
            """));

        var read = Assert.Single(file.Appointments);

        Assert.Equal([OccurrencesTests.At("2026-01-02T10:00"), OccurrencesTests.At("2026-01-03T10:00")], read.Excluded);
        Assert.Equal([OccurrencesTests.At("2026-01-10T12:00"), OccurrencesTests.At("2026-01-11T12:00")], read.Added);
        Assert.Equal(OccurrencesTests.At("2026-01-04T10:00"), Assert.Single(read.Changed).Of);
        Assert.Equal(
            ["20260101T090000Z", "20260104T130000Z", "20260105T090000Z", "20260110T110000Z", "20260111T110000Z"], OccurrencesTests.Starts(read));
    }

    [Fact]
    public void A_change_of_this_and_all_following_makes_a_series_of_its_own()
    {
        var file = IcsReader.Read(Given.Calendar(
            """
            BEGIN:VEVENT
            UID:1
            DTSTART;TZID=Europe/Berlin:20260106T100000
            DTEND;TZID=Europe/Berlin:20260106T110000
            RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=5
            EXDATE;TZID=Europe/Berlin:20260127T100000
            END:VEVENT
            BEGIN:VEVENT
            UID:1
            RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260120T100000
            DTSTART;TZID=Europe/Berlin:20260121T140000
            DTEND;TZID=Europe/Berlin:20260121T150000
            SUMMARY:Later
            END:VEVENT
            """));

        Assert.Equal(["1", "1-20260120T100000"], file.Appointments.Select(a => a.Uid));
        Assert.Equal(["20260106T090000Z", "20260113T090000Z"], OccurrencesTests.Starts(file.Appointments[0]));
        Assert.Equal(["20260121T130000Z", "20260204T130000Z"], OccurrencesTests.Starts(file.Appointments[1]));
        Assert.Equal("Later", file.Appointments[1].Details.Subject);
    }

    [Fact]
    public void A_start_that_the_rule_does_not_name_is_the_first_occurrence()
    {
        var read = One("DTSTART:20260107T100000Z\nRRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=3");

        Assert.Equal(["20260107T100000Z", "20260113T100000Z", "20260120T100000Z"], OccurrencesTests.Starts(read));
        Assert.Equal(read, Assert.Single(IcsReader.Read(IcsWriter.Write([read])).Appointments));
    }

    [Fact]
    public void Who_is_invited_to_one_occurrence_knows_which()
    {
        var read = One("RECURRENCE-ID;TZID=Europe/Berlin:20260104T100000\nDTSTART;TZID=Europe/Berlin:20260104T120000");

        Assert.Equal(OccurrencesTests.At("2026-01-04T10:00"), read.OccurrenceOf);
        Assert.Equal(read, Assert.Single(IcsReader.Read(IcsWriter.Write([read])).Appointments));
    }

    [Theory]
    [InlineData("DTSTART;VALUE=DATE:20260101", "2026-01-02T00:00", false)]
    [InlineData("DTSTART;VALUE=DATE:20260101\nDURATION:P3D", "2026-01-04T00:00", false)]
    [InlineData("DTSTART:20260101T100000Z", "2026-01-01T10:00", false)]
    [InlineData("DTSTART:20260101T100000Z\nDTEND:20250101T100000Z", "2026-01-01T10:00", false)]
    [InlineData("DTSTART:20260101T100000Z\nDURATION:PT90M", "2026-01-01T11:30", false)]
    [InlineData("DTSTART:20260101T100000Z\nDURATION:P1W", "2026-01-08T10:00", true)]
    [InlineData("DTSTART:20260101T100000\nDURATION:P1DT2H", "2026-01-02T12:00", true)]
    public void The_end_follows_from_what_is_said(string lines, string end, bool isNominal)
    {
        var when = One(lines).When;

        Assert.Equal((OccurrencesTests.At(end), isNominal), (when.End, when.IsNominal));
    }

    [Fact]
    public void The_second_60_is_the_one_before() => Assert.Equal(59, One("DTSTART:19970630T235960Z").When.Start.Second);

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    [InlineData("\r")]
    public async Task Lines_may_end_as_they_like(string end)
    {
        var text = "\uFEFF" + Given.Calendar("BEGIN:VEVENT\nUID:1\nDTSTART:20260101T100000Z\nSUMMARY:Gr\n üße\nEND:VEVENT").Replace("\r\n", end, StringComparison.Ordinal);

        Assert.Equal("Grüße", await SubjectAsync(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public async Task A_line_may_be_folded_in_a_character()
    {
        var bytes = Encoding.UTF8.GetBytes(Given.Calendar("BEGIN:VEVENT\nUID:1\nDTSTART:20260101T100000Z\nSUMMARY:Grüße\nEND:VEVENT"));
        var inside = bytes.AsSpan().IndexOf("ü"u8) + 1;

        Assert.Equal("Grüße", await SubjectAsync([.. bytes[..inside], .. "\r\n "u8, .. bytes[inside..]]));
    }

    [Theory]
    [InlineData("", CalendarRefusal.NotACalendar)]
    [InlineData("hello", CalendarRefusal.NotACalendar)]
    [InlineData("<html><body>Sign in: please</body></html>", CalendarRefusal.NotACalendar)]
    [InlineData("BEGIN:VCARD\nEND:VCARD", CalendarRefusal.NotACalendar)]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1", CalendarRefusal.CutOff)]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\nEND:VEVENT", CalendarRefusal.BrokenLine)]
    [InlineData("BEGIN:VCALENDAR\nno colon\nEND:VCALENDAR", CalendarRefusal.BrokenLine)]
    [InlineData("BEGIN:VCALENDAR\nX;A=\"b:c\nEND:VCALENDAR", CalendarRefusal.BrokenLine)]
    public void What_is_no_whole_calendar_is_refused(string file, CalendarRefusal why) =>
        Assert.Equal(why, Assert.Throws<CalendarRefusedException>(() => IcsReader.Read(file)).Why);

    [Theory]
    [InlineData("SUMMARY:No start", CalendarRefusal.BrokenEntry)]
    [InlineData("DTSTART:garbage", CalendarRefusal.BrokenEntry)]
    [InlineData("DTSTART:20260230T100000Z", CalendarRefusal.BrokenEntry)]
    [InlineData("DTSTART:20260101T100000Z\nDTEND:soon", CalendarRefusal.BrokenEntry)]
    [InlineData("DTSTART:20260101T100000Z\nDURATION:long", CalendarRefusal.BrokenEntry)]
    [InlineData("DTSTART:20260101T100000Z\nDURATION:-PT5M", CalendarRefusal.BrokenEntry)]
    [InlineData("DTSTART:20260101T100000Z\nEXDATE:20260102T100000Z,never", CalendarRefusal.BrokenEntry)]
    [InlineData("DTSTART:20260101T100000Z\nRECURRENCE-ID:x", CalendarRefusal.BrokenEntry)]
    [InlineData("DTSTART;TZID=America/New_York:99991231T235959", CalendarRefusal.BrokenEntry)]
    [InlineData("DTSTART:00000101T000000Z", CalendarRefusal.BrokenEntry)]
    [InlineData("DTSTART:20260101T100000Z\nDURATION:P2900000D", CalendarRefusal.BrokenEntry)]
    [InlineData("DTSTART:20260101T100000Z\nDURATION:P999999999D", CalendarRefusal.BrokenEntry)]
    [InlineData("DTSTART:20260101T100000Z\nRRULE:FREQ=MONTHLY;BYMONTHDAY=32", CalendarRefusal.BrokenRule)]
    [InlineData("DTSTART:20260101T100000Z\nRRULE:FREQ=SOMETIMES", CalendarRefusal.BrokenRule)]
    [InlineData("DTSTART:20260101T100000Z\nRRULE:FREQ=DAILY;UNTIL=never", CalendarRefusal.BrokenRule)]
    [InlineData("DTSTART:20260101T100000Z\nRRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY", CalendarRefusal.BrokenRule)]
    [InlineData("DTSTART:20260101T100000Z\nRRULE:FREQ=SECONDLY", CalendarRefusal.TooManyOccurrences)]
    [InlineData("DTSTART:20260101T100000Z\nRRULE:FREQ=MINUTELY;UNTIL=20270101T000000Z", CalendarRefusal.TooManyOccurrences)]
    [InlineData("DTSTART;TZID=Nowhere/Land:20260101T100000", CalendarRefusal.UnknownZone)]
    [InlineData("DTSTART:20260101T100000Z\nBEGIN:VALARM\nTRIGGER:-PT5M\nREPEAT:999999999\nDURATION:PT1S\nEND:VALARM", CalendarRefusal.TooManyReminders)]
    public void What_cannot_be_read_of_an_entry_is_refused(string lines, CalendarRefusal why) =>
        Assert.Equal(why, Assert.Throws<CalendarRefusedException>(() => One(lines)).Why);

    [Theory]
    [InlineData("BEGIN:STANDARD\nEND:STANDARD")]
    [InlineData("")]
    [InlineData("BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+9900\nTZOFFSETTO:+0100\nEND:STANDARD")]
    [InlineData("BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0100\nRRULE:FREQ=SECONDLY\nEND:STANDARD")]
    public void A_zone_that_makes_no_sense_is_refused(string observance)
    {
        var zone = $"BEGIN:VTIMEZONE\nTZID:Mine\n{(observance.Length > 0 ? observance + "\n" : "")}END:VTIMEZONE\n";

        Assert.Equal(CalendarRefusal.BrokenZone, Assert.Throws<CalendarRefusedException>(() => IcsReader.Read(Given.Calendar(
            $"{zone}BEGIN:VEVENT\nUID:1\nDTSTART;TZID=Mine:20260101T100000\nEND:VEVENT"))).Why);
    }

    private static async Task<string> SubjectAsync(byte[] file) =>
        Assert.Single((await IcsReader.ReadAsync(new MemoryStream(file), CancellationToken.None)).Appointments).Details.Subject;

    private static Appointment One(string lines) =>
        Assert.Single(IcsReader.Read(Given.Calendar($"BEGIN:VEVENT\nUID:1\n{lines}\nEND:VEVENT")).Appointments);
}

internal static class Given
{
    public static string Calendar(string lines) =>
        $"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Test//EN\n{lines.ReplaceLineEndings("\n")}\nEND:VCALENDAR\n".Replace("\n", "\r\n", StringComparison.Ordinal);
}
