using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Attendance;
using OnlineMeetings.Audit;
using OnlineMeetings.Chat;
using OnlineMeetings.Data;
using OnlineMeetings.Files;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Tests.Accounts;

/// <summary>One's own account: its name, and what the server keeps of somebody.</summary>
public sealed class AccountPageTests : IAsyncLifetime
{
    private TestServer _app = null!;
    private Person _bo = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await TestServer.StartAsync();
        _bo = await _app.MemberAsync("Bo");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task The_name_is_changed_and_written_down_and_the_sign_in_says_it_at_the_next_page()
    {
        using var answer = await _bo.Browser.PostFormAsync("/account", ("Name", " Bo Åberg "));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Your name was changed.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("Bo Åberg", (await _app.AccountsAsync()).Single(a => a.Person == _bo.Id).Name);
        using var next = await _bo.Http.GetAsync("/meetings");
        Assert.Contains(next.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("__Host-account=", StringComparison.Ordinal));
        await using var db = await DbAsync();
        var line = await db.Audit.SingleAsync(e => e.Kind == AuditKind.AccountRenamed);
        Assert.Equal((_bo.Id, "Bo → Bo Åberg"), (line.ActorId, line.Details));
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("B\u0007o")]
    public async Task A_name_that_nobody_can_read_is_refused_beside_the_field(string name)
    {
        using var answer = await _bo.Browser.PostFormAsync("/account", ("Name", name));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("role=\"alert\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("Bo", (await _app.AccountsAsync()).Single(a => a.Person == _bo.Id).Name);
    }

    [Fact]
    public async Task Ones_data_are_downloaded_all_of_ones_own_and_nothing_of_others()
    {
        var ana = await _app.AdministratorAsync();
        var ofBo = await MakeAsync(_bo, "Of Bo");
        var ofAna = await MakeAsync(ana, "Of Ana");
        await TookPartAsync(_bo, ofAna);
        await TookPartAsync(ana, ofBo);

        await HasAppointmentAsync(_bo, "Lunch with Cleo");
        await HasAppointmentAsync(ana, "Dinner with Dan");

        using var answer = await _bo.Http.GetAsync("/account/data");

        Assert.Equal(("attachment", "online-meetings.json"), (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileName));
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var text = await answer.Content.ReadAsStringAsync();
        var data = JsonDocument.Parse(text).RootElement;
        Assert.Equal(["account", "appointments", "attendance", "files", "invited", "meetings", "messages", "participated"], data.EnumerateObject().Select(part => part.Name).Order());
        Assert.Equal("bo@example.org", Only(data, "account").GetProperty("email").GetString());
        Assert.Equal("Of Bo", Only(data, "meetings").GetProperty("title").GetString());
        foreach (var part in new[] { "participated", "messages", "files", "attendance" })
            Assert.Equal("Of Ana", Only(data, part).GetProperty("meeting").GetString());
        Assert.Equal("Bo says “Grüße”", Only(data, "messages").GetProperty("text").GetString());
        Assert.Contains("SUMMARY:Lunch with Cleo", Only(data, "appointments").GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Dinner", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ana says", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ana@", text, StringComparison.Ordinal);
        Assert.DoesNotContain(ofBo.Code, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/account")]
    [InlineData("/account/data")]
    [InlineData("/account/delete")]
    public async Task Strangers_are_led_to_sign_in(string path)
    {
        using var answer = await _app.Stranger().Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private static JsonElement Only(JsonElement data, string part) => Assert.Single(data.GetProperty(part).EnumerateArray());

    private Task<MeetingCard> MakeAsync(Person organizer, string title) =>
        _app.Get<MeetingBook>().CreateAsync(organizer.Id, new NewMeeting { Title = title }, default);

    /// <summary>Somebody was there, wrote and shared a file.</summary>
    private Task TookPartAsync(Person who, MeetingCard meeting) => _app.Get<IDbContextFactory<MeetingsDb>>().WriteAsync(
        db =>
        {
            var now = new DateTime(2026, 9, 15, 10, 0, 0, DateTimeKind.Utc);
            var participation = new Participation { PersonId = who.Id, MeetingId = meeting.Id, FirstAt = now };
            participation.Come(who.Name, isGuest: false, now);
            db.Add(participation);
            db.Add(new ChatMessage { MeetingId = meeting.Id, AuthorId = who.Id, AuthorName = who.Name, ByGuest = false, Text = $"{who.Name} says “Grüße”", SentAt = now, Key = Guid.NewGuid() });
            db.Add(new SharedFile { Id = Guid.NewGuid(), MeetingId = meeting.Id, UploaderId = who.Id, UploaderName = who.Name, Name = "a.pdf", Bytes = 1, UploadedAt = now });
            db.Add(new Stay { Id = Guid.NewGuid(), MeetingId = meeting.Id, PersonId = who.Id, Name = who.Name, IsGuest = false, From = now, To = now.AddHours(1) });
            return Task.CompletedTask;
        },
        default);

    private Task HasAppointmentAsync(Person person, string subject)
    {
        var start = new LocalDateTime(2026, 12, 1, 12, 0);
        var appointment = new Appointment(CalendarBook.NewUid(), new Span(start, start.PlusHours(1), Zone.Utc), new Details { Subject = subject });
        return _app.Get<CalendarBook>().AddAsync(person.Id, appointment, MeetingChoice.None, default);
    }

    private Task<MeetingsDb> DbAsync() => _app.Get<IDbContextFactory<MeetingsDb>>().CreateDbContextAsync();
}
