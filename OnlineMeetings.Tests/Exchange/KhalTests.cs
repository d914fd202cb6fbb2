using System.Diagnostics;
using System.Globalization;
using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Calendar.Views;

namespace OnlineMeetings.Tests.Exchange;

/// <summary>Another program (khal) subscribes to the feed and shows what our agenda shows.</summary>
public sealed class KhalTests : IDisposable
{
    private const string Home = "Europe/Berlin";

    // As far as the zones of Python go.
    private static readonly LocalDateTime _first = new(2036, 10, 14, 10, 0);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("khal-");
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Khal_shows_of_the_feed_what_our_agenda_shows()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/khal"), "There is no khal on this machine.");
        await using var app = await TestServer.StartAsync();
        var ana = await app.AdministratorAsync();
        var book = app.Get<CalendarBook>();
        // Over the end of summer time; one is moved, one taken out.
        var weekly = await AddAsync(new Span(_first, _first.PlusHours(1), new Zone(Home)), "Team call; with, a \\ name — Grüße", "FREQ=WEEKLY;COUNT=4");
        var moved = weekly.Appointment with { When = weekly.Appointment.When.StartingAt(_first.PlusDays(8).PlusHours(3), DateTimeZone.Utc) };
        weekly = (await book.ChangeAsync(ana.Id, weekly.Id, weekly.Version, _first.PlusDays(7), Scope.One, moved, MeetingChoice.AsItIs, _ct))!;
        await book.RemoveAsync(ana.Id, weekly.Id, weekly.Version, _first.PlusDays(14), Scope.One, _ct);
        await AddAsync(new Span(_first.PlusDays(10), _first.PlusDays(10).PlusHours(2), new Zone("America/New_York")), "Abroad", "FREQ=WEEKLY;COUNT=3");
        await AddAsync(Span.Days(new LocalDate(2036, 10, 20), new LocalDate(2036, 10, 21)), "Holiday");
        await AddAsync(Span.Days(new LocalDate(2036, 10, 31), new LocalDate(2036, 10, 31)), "Birthday", "FREQ=YEARLY");
        await AddAsync(new Span(new(2036, 10, 16, 23, 0), new(2036, 10, 17, 1, 0), Zone.Utc), "Past midnight");
        await AddAsync(new Span(new(2036, 11, 3, 9, 0), new(2036, 11, 3, 9, 30), Zone: null), "Wherever one is");

        await SubscribeAsync(app, ana);

        Assert.Equal(await AgendaAsync(book, ana), await KhalAsync("list", "-df", "", "-f", "{start-long}|{end-long}|{title}", "2036-10-01", "2036-11-30"));
        Assert.Equal(10, (await AgendaAsync(book, ana)).Count);

        Task<AppointmentSheet> AddAsync(Span when, string subject, string? rule = null) => book.AddAsync(
            ana.Id, new Appointment(CalendarBook.NewUid(), when, new Details { Subject = subject }) { Rule = rule }, MeetingChoice.None, _ct);
    }

    private async Task SubscribeAsync(TestServer app, Person person)
    {
        var feed = Path.Combine(_folder.FullName, "feed.ics");
        await File.WriteAllTextAsync(feed, await app.Stranger().Http.GetStringAsync(await ExchangeTests.MakeAsync(person), _ct), _ct);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "config"), $"""
            [calendars]
            [[ours]]
            path = {_folder.CreateSubdirectory("ours").FullName}
            type = calendar
            [default]
            default_calendar = ours
            [locale]
            timeformat = %H:%M
            dateformat = %Y-%m-%d
            longdateformat = %Y-%m-%d
            datetimeformat = %Y-%m-%d %H:%M
            longdatetimeformat = %Y-%m-%d %H:%M
            local_timezone = {Home}
            default_timezone = {Home}
            [sqlite]
            path = {Path.Combine(_folder.FullName, "khal.db")}
            """, _ct);
        await KhalAsync("import", "--batch", feed);
    }

    /// <summary>Each line once: what takes several days is in the list of each.</summary>
    private async Task<IReadOnlyList<string>> KhalAsync(params string[] arguments)
    {
        using var khal = Process.Start(new ProcessStartInfo("/usr/bin/khal", ["-c", Path.Combine(_folder.FullName, "config"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { ["LC_ALL"] = "C.UTF-8" },
        })!;
        var said = await khal.StandardOutput.ReadToEndAsync(_ct);
        await khal.WaitForExitAsync(_ct);
        Assert.Equal(0, khal.ExitCode);
        return [.. said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct().Order(StringComparer.Ordinal)];
    }

    private async Task<IReadOnlyList<string>> AgendaAsync(CalendarBook book, Person person)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Home);
        var lines = await book.ListAsync(person.Id, new DateTime(2036, 10, 1, 0, 0, 0, DateTimeKind.Utc), new DateTime(2036, 12, 1, 0, 0, 0, DateTimeKind.Utc), _ct);
        return [.. lines.Select(line => Entry.Of(line, zone)).Select(Said).Order(StringComparer.Ordinal)];
    }

    private static string Said(Entry entry)
    {
        var (end, format) = entry.Line.IsWholeDay ? (entry.End.AddDays(-1), "yyyy-MM-dd") : (entry.End, "yyyy-MM-dd HH:mm");
        return $"{entry.Start.ToString(format, CultureInfo.InvariantCulture)}|{end.ToString(format, CultureInfo.InvariantCulture)}|{entry.Line.Subject}";
    }
}
