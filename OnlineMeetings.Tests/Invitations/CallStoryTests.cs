using System.Net;
using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Tests.Mail;

namespace OnlineMeetings.Tests.Invitations;

/// <summary>
/// A weekly call with four people outside: one occurrence is moved, one person added, then it is cancelled, and in the night after
/// the room is gone. Through a real mail server, read by another program.
/// </summary>
public sealed class CallStoryTests
{
    private static readonly string[] _outside = ["bo", "cleo", "dan", "eve"];

    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_the_invitation_to_the_night_after_the_cancellation()
    {
        using var mails = MailServer.Start();
        var postman = new Postman(mails);
        await using var app = await TestServer.StartAsync(settings: mails.Settings);
        var ana = await app.AdministratorAsync();
        var book = app.Get<CalendarBook>();
        var start = LocalDateTime.FromDateTime(DateTime.UtcNow.Date).PlusDays(3).PlusHours(10);
        var call = new Appointment(CalendarBook.NewUid(), new Span(start, start.PlusHours(1), new Zone("Europe/Berlin")), new Details { Subject = "Team call", Attendees = People(_outside) })
        {
            Rule = "FREQ=WEEKLY",
        };

        var sheet = await book.AddAsync(ana.Id, call, MeetingChoice.New, _ct);
        Assert.Equal(_outside.Select(name => $"{name} REQUEST #0"), await NextAsync(postman, 4));

        var second = start.PlusDays(7);
        var moved = sheet.Appointment with { When = sheet.Appointment.When.StartingAt(second.PlusHours(2), DateTimeZone.Utc) };
        await book.ChangeAsync(ana.Id, sheet.Id, sheet.Version, second, Scope.One, moved, MeetingChoice.AsItIs, _ct);
        Assert.Equal(_outside.Select(name => $"{name} REQUEST #1 one"), await NextAsync(postman, 4));

        sheet = (await book.FindAsync(ana.Id, sheet.Id, _ct))!;
        var more = sheet.Appointment with { Details = sheet.Appointment.Details with { Attendees = [.. sheet.Appointment.Details.Attendees, .. People("fay")] } };
        await book.ChangeAsync(ana.Id, sheet.Id, sheet.Version, null, Scope.All, more, MeetingChoice.AsItIs, _ct);
        Assert.Equal(["fay REQUEST #0"], await NextAsync(postman, 1));

        sheet = (await book.FindAsync(ana.Id, sheet.Id, _ct))!;
        Assert.True(await book.RemoveAsync(ana.Id, sheet.Id, sheet.Version, null, Scope.All, _ct));
        Assert.Equal([.. _outside.Append("fay").Select(name => $"{name} CANCEL #1")], await NextAsync(postman, 5));

        Assert.Equal(HttpStatusCode.OK, (await ana.Http.GetAsync($"/m/{Code(sheet)}", _ct)).StatusCode);
        Assert.Equal(1, await app.Get<LeftMeetings>().SweepAsync(_ct));
        Assert.Equal(HttpStatusCode.NotFound, (await ana.Http.GetAsync($"/m/{Code(sheet)}", _ct)).StatusCode);
    }

    private static async Task<IEnumerable<string>> NextAsync(Postman postman, int count) => (await postman.NextAsync(count)).Select(mail => mail.ToString());

    private static string Code(AppointmentSheet sheet) => new Uri(sheet.Appointment.Details.Conference!.Url).Segments[^1];

    private static ValueList<Attendee> People(params string[] names) => [.. names.Select(name => new Attendee($"{name}@example.org", name))];
}
