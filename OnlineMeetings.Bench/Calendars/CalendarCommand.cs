using System.Diagnostics;
using System.Globalization;
using System.Text;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using NodaTime;
using OnlineMeetings.Bench.Report;
using OnlineMeetings.Calendar;
using OnlineMeetings.Calendar.Ics;

namespace OnlineMeetings.Bench.Calendars;

/// <summary>`calendar`: what our calendar takes beside Ical.Net alone, turn by turn in one run.</summary>
internal static class CalendarCommand
{
    private const int UsualRuns = 25;
    private const int WarmUps = 10;
    private const string Goal = "≤ 1.2 ×";

    public static async Task<int> RunAsync(string[] options)
    {
        var runs = options is [var wish, ..] ? int.Parse(wish, CultureInfo.InvariantCulture) : UsualRuns;
        var load = Machine.Load();
        var file = OneMegabyte();
        var (loaded, read) = (Ical.Net.Calendar.Load(file)!, IcsReader.Read(file).Appointments);
        Comparison[] comparisons =
        [
            Comparison.Of("A weekly rule over 10 years, ten times", runs, () => TenTimes(WeeklyAlone), () => TenTimes(Weekly)),
            Comparison.Of(
                "Reading a calendar of 1 MB", runs, () => Ical.Net.Calendar.Load(file)!.Events.Count, () => IcsReader.Read(file).Appointments.Count),
            Comparison.Of(
                "Writing it", runs, () => new CalendarSerializer().SerializeToString(loaded)!.Length, () => IcsWriter.Write(read).Length),
        ];

        var table = new MarkdownTable("", "Ical.Net alone", "ours", "ratio", "goal");
        foreach (var comparison in comparisons)
        {
            var ratio = FormattableString.Invariant($"{comparison.Ratio.Median:0.00} × ({comparison.Ratio.Min:0.00}–{comparison.Ratio.Max:0.00})");
            table.Add(comparison.What, Show(comparison.Alone), Show(comparison.Ours), ratio, Goal);
        }
        var machine = Machine.Here("not used", load);
        Console.WriteLine($"{machine}\n{runs} runs\n\n{table}");
        Console.WriteLine(await ResultFile.WriteAsync("calendar", new { machine, comparisons }));
        return 0;
    }

    private static string Show(Figures figures) => FormattableString.Invariant($"{figures.Median:0.00} ms ({figures.Min:0.00}–{figures.Max:0.00})");

    // Once is too short to be measured beside what else runs on a machine.
    private static int TenTimes(Func<int> what) => Enumerable.Range(0, 10).Sum(_ => what());

    private static int WeeklyAlone()
    {
        var weekly = new CalendarEvent
        {
            Start = new CalDateTime(2020, 1, 2, 10, 0, 0, "Europe/Berlin"),
            End = new CalDateTime(2020, 1, 2, 11, 0, 0, "Europe/Berlin"),
            RecurrenceRule = new RecurrenceRule("FREQ=WEEKLY;BYDAY=MO,TH"),
        };
        return weekly.GetOccurrences().TakeWhile(o => o.Period.StartTime.AsUtc.Year < 2030).Count();
    }

    private static int Weekly()
    {
        var start = new LocalDateTime(2020, 1, 2, 10, 0);
        var weekly = new Appointment("1", new Span(start, start.PlusHours(1), new Zone("Europe/Berlin")), new Details())
        {
            Rule = "FREQ=WEEKLY;BYDAY=MO,TH",
        };
        return Occurrences.Between(weekly, Instant.FromUtc(2020, 1, 1, 0, 0), Instant.FromUtc(2030, 1, 1, 0, 0), DateTimeZone.Utc).Count;
    }

    private static string OneMegabyte()
    {
        var text = new StringBuilder("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Bench//EN\r\n");
        for (var i = 0; text.Length < 1_000_000; i++)
        {
            text.Append(string.Create(CultureInfo.InvariantCulture, $"""
                BEGIN:VEVENT
                UID:{i}@example.org
                DTSTAMP:20260101T000000Z
                DTSTART;TZID=Europe/Berlin:20260101T100000
                DTEND;TZID=Europe/Berlin:20260101T110000
                SUMMARY:Appointment {i}\, weekly
                LOCATION:Room {i}
                DESCRIPTION:Some notes that are a bit longer\nand have lines\, and are fo
                 lded as they would be
                RRULE:FREQ=WEEKLY;BYDAY=TH
                ORGANIZER;CN=Ana:mailto:ana@example.org
                ATTENDEE;CN=Bo;PARTSTAT=ACCEPTED:mailto:bo@example.org
                CATEGORIES:work,weekly
                X-KEPT:as it came
                END:VEVENT

                """).ReplaceLineEndings("\r\n"));
        }
        return text.Append("END:VCALENDAR\r\n").ToString();
    }

    /// <summary>Two ways to the same, in milliseconds.</summary>
    private sealed record Comparison(string What, Figures Alone, Figures Ours)
    {
        /// <summary>Of each pair that ran one after the other.</summary>
        public Figures Ratio => new([.. Ours.Runs.Zip(Alone.Runs, (ours, alone) => ours / alone)]);

        public static Comparison Of(string what, int runs, Func<int> alone, Func<int> ours)
        {
            var (ofAlone, ofOurs) = (new List<double>(), new List<double>());
            for (var run = 1 - WarmUps; run <= runs; run++)
            {
                var (one, other) = (Time(alone), Time(ours));
                if (run < 1)
                    continue;
                ofAlone.Add(one);
                ofOurs.Add(other);
            }
            return new Comparison(what, new Figures(ofAlone), new Figures(ofOurs));
        }

        private static double Time(Func<int> what)
        {
            GC.Collect();
            var watch = Stopwatch.StartNew();
            _ = what();
            return watch.Elapsed.TotalMilliseconds;
        }
    }
}
