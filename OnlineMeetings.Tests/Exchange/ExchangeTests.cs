using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Calendar.Ics;
using OnlineMeetings.Tests.Invitations;

namespace OnlineMeetings.Tests.Exchange;

/// <summary>Calendars that go out to other programs and come in from them.</summary>
public sealed partial class ExchangeTests
{
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_has_the_private_address_reads_the_calendar_until_it_is_revoked()
    {
        await using var app = await TestServer.StartAsync();
        var (ana, cleo) = (await app.AdministratorAsync(), await app.MemberAsync("Cleo"));
        await AddAsync(app, ana, "Team call");
        await AddAsync(app, cleo, "Not hers");
        var stranger = app.Stranger();

        var address = await MakeAsync(ana);
        var feed = await stranger.Http.GetAsync(address, _ct);

        Assert.Equal("text/calendar", feed.Content.Headers.ContentType!.MediaType);
        var read = await ReadInvitation.OfAsync(await feed.Content.ReadAsStringAsync(_ct));
        Assert.Null(read.Method);
        Assert.Equal(["Team call"], read.Events.Select(e => e.Subject));

        var second = await MakeAsync(ana);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Http.GetAsync(address, _ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await stranger.Http.GetAsync(second, _ct)).StatusCode);

        using var revoked = await ana.Browser.PostFormAsync("/calendar/feed", ("Act", "revoke"));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Http.GetAsync(second, _ct)).StatusCode);
    }

    [Fact]
    public async Task Who_asks_again_is_told_when_nothing_is_new()
    {
        await using var app = await TestServer.StartAsync();
        var ana = await app.AdministratorAsync();
        var sheet = await AddAsync(app, ana, "Team call");
        var address = await MakeAsync(ana);
        var first = await app.Stranger().Http.GetAsync(address, _ct);
        Assert.NotNull(first.Content.Headers.LastModified);

        var again = await AskAsync(first.Headers.ETag!);
        Assert.Equal((HttpStatusCode.NotModified, 0), (again.StatusCode, (await again.Content.ReadAsByteArrayAsync(_ct)).Length));
        Assert.Equal(first.Headers.ETag, again.Headers.ETag);

        await app.Get<CalendarBook>().RemoveAsync(ana.Id, sheet.Id, sheet.Version, null, Scope.All, _ct);
        var now = await AskAsync(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.OK, now.StatusCode);
        Assert.DoesNotContain("VEVENT", await now.Content.ReadAsStringAsync(_ct), StringComparison.Ordinal);

        Task<HttpResponseMessage> AskAsync(EntityTagHeaderValue known)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.IfNoneMatch.Add(known);
            return app.Stranger().Http.SendAsync(request, _ct);
        }
    }

    [Fact]
    public async Task A_file_of_another_program_comes_in_and_what_did_not_says_why()
    {
        await using var app = await TestServer.StartAsync();
        var ana = await app.AdministratorAsync();
        var good = Call("From elsewhere", people: "bo");
        var newer = good with { Details = good.Details with { Subject = "Renamed", Sequence = 1 } };
        var endless = Call("Too often") with { Rule = "FREQ=HOURLY" };

        var first = await ImportAsync(ana, IcsWriter.Write([good, endless], "PUBLISH"));
        Assert.Contains("1 came in, 0 were updated.", first, StringComparison.Ordinal);
        Assert.Contains("“Too often” repeats too often to be shown.", first, StringComparison.Ordinal);
        Assert.Contains("0 came in, 1 were updated.", await ImportAsync(ana, IcsWriter.Write([newer])), StringComparison.Ordinal);
        Assert.Contains("“From elsewhere” is in the calendar in a newer version.", await ImportAsync(ana, IcsWriter.Write([good])), StringComparison.Ordinal);
        Assert.Contains("This is not a calendar file.", await ImportAsync(ana, "Hello"), StringComparison.Ordinal);
        Assert.Contains("This is an answer to an invitation.", await ImportAsync(ana, IcsWriter.Write([good], "REPLY")), StringComparison.Ordinal);

        var lines = await app.Get<CalendarBook>().ListAsync(ana.Id, DateTime.UtcNow, DateTime.UtcNow.AddDays(6), _ct);
        Assert.Equal(["Renamed"], lines.Select(line => line.Subject));
        Assert.Empty(Directory.Exists(Path.Combine(app.Folder, "mail")) ? Directory.GetFiles(Path.Combine(app.Folder, "mail"), "*.eml") : []);
    }

    [Fact]
    public async Task A_script_imports_too_and_a_page_from_elsewhere_does_not()
    {
        await using var app = await TestServer.StartAsync();
        var ana = await app.AdministratorAsync();

        using var taken = await PostAsync("same-origin");
        using var foreign = await PostAsync("cross-site");

        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Contains("\"added\":1", await taken.Content.ReadAsStringAsync(_ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);

        Task<HttpResponseMessage> PostAsync(string site)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/api/calendar/import") { Content = Form(IcsWriter.Write([Call("Team call")])) };
            request.Headers.Add("Sec-Fetch-Site", site);
            return ana.Http.SendAsync(request, _ct);
        }
    }

    [Fact]
    public async Task One_appointment_or_all_go_out_as_a_file_to_whose_they_are()
    {
        await using var app = await TestServer.StartAsync();
        var (ana, cleo) = (await app.AdministratorAsync(), await app.MemberAsync("Cleo"));
        var sheet = await AddAsync(app, ana, "Team call");
        await AddAsync(app, ana, "Another call");

        Assert.Equal(2, IcsReader.Read(await ana.Http.GetStringAsync("/calendar/export.ics", _ct)).Appointments.Count);
        Assert.Equal(sheet.Appointment, Assert.Single(IcsReader.Read(await ana.Http.GetStringAsync($"/calendar/export/{sheet.Id}.ics", _ct)).Appointments));
        Assert.Equal(HttpStatusCode.NotFound, (await cleo.Http.GetAsync($"/calendar/export/{sheet.Id}.ics", _ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await app.Stranger().Http.GetAsync("/calendar/export.ics", _ct)).StatusCode);
    }

    private Task<AppointmentSheet> AddAsync(TestServer app, Person person, string subject) =>
        app.Get<CalendarBook>().AddAsync(person.Id, Call(subject), MeetingChoice.New, _ct);

    private static Appointment Call(string subject, params string[] people)
    {
        var start = LocalDateTime.FromDateTime(DateTime.UtcNow.Date).PlusDays(3).PlusHours(10);
        return new Appointment(CalendarBook.NewUid(), new Span(start, start.PlusHours(1), new Zone("Europe/Berlin")), new Details
        {
            Subject = subject,
            Attendees = [.. people.Select(name => new Attendee($"{name}@example.org", name))],
        })
        { Rule = "FREQ=WEEKLY" };
    }

    /// <summary>A private address for somebody's calendar.</summary>
    internal static async Task<string> MakeAsync(Person person)
    {
        using var made = await person.Browser.PostFormAsync("/calendar/feed", ("Act", "make"));
        return WebUtility.HtmlDecode(Address().Match(await made.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Groups["address"].Value);
    }

    private async Task<string> ImportAsync(Person person, string file)
    {
        using var answer = await person.Browser.PostFileAsync("/calendar/import", file, "calendar.ics");
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(_ct));
    }

    private static MultipartFormDataContent Form(string file) => new() { { new ByteArrayContent(Encoding.UTF8.GetBytes(file)), "File", "calendar.ics" } };

    [GeneratedRegex("value=\"(?<address>https://[^\"]+/calendar/feed/[^\"]+\\.ics)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();
}
