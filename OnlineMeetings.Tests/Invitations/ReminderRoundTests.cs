using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;
using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Data;
using OnlineMeetings.Invitations;
using OnlineMeetings.Mail;
using OnlineMeetings.Tests.Meetings;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Invitations;

public sealed class ReminderRoundTests : IDisposable
{
    // The clock of the tests shows the same day, ten in the morning.
    private static readonly LocalDateTime _start = new(2026, 9, 15, 12, 0);

    private readonly BookOfTests _tests = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public ReminderRoundTests() => Texts.Speak("en");

    public void Dispose() => _tests.Dispose();

    [Fact]
    public async Task Each_reminder_goes_at_its_time_and_once_also_after_a_restart()
    {
        await AddAsync(15, 60);

        Assert.Empty(await AfterAsync(TimeSpan.FromMinutes(59)));
        var hour = Assert.Single(await AfterAsync(TimeSpan.FromMinutes(1)));
        Assert.Empty(await AfterAsync(TimeSpan.FromMinutes(1)));
        Assert.Single(await AfterAsync(TimeSpan.FromMinutes(44)));
        Assert.Empty(await AfterAsync(TimeSpan.FromDays(6)));
        Assert.Single(await AfterAsync(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(45)));

        Assert.Equal(("Reminder: Team call", $"{Viewers.Organizer.Person.Value:N}@example.org"), (hour.Subject, hour.To.Mailboxes.Single().Address));
        Assert.Contains("Tuesday, 15 September 2026, 12:00–13:00 (UTC)", hour.TextBody!, StringComparison.Ordinal);
        Assert.Contains("https://meet.example.org/m/", hour.TextBody!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_downtime_what_still_runs_is_said_once_and_what_is_over_is_not()
    {
        await AddAsync(15, 60);

        Assert.Single(await AfterAsync(TimeSpan.FromMinutes(150)));
        Assert.Empty(await AfterAsync(TimeSpan.FromDays(7) + TimeSpan.FromHours(3)));
        Assert.Single(await AfterAsync(TimeSpan.FromDays(6) + TimeSpan.FromHours(20)));
    }

    [Fact]
    public async Task Several_rounds_at_once_remind_once()
    {
        await AddAsync(60);
        _tests.Time.Advance(TimeSpan.FromHours(1));

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Round().GoAsync(_ct), _ct)));

        Assert.Single(await MailsAsync());
    }

    [Fact]
    public async Task A_deleted_or_moved_appointment_does_not_remind_at_its_old_time()
    {
        var gone = await AddAsync(60);
        var moved = await AddAsync(60);
        await _tests.Calendar.RemoveAsync(Viewers.Organizer.Person, gone.Id, gone.Version, null, Scope.All, _ct);
        var later = moved.Appointment with { When = moved.Appointment.When.StartingAt(_start.PlusHours(3), DateTimeZone.Utc) };
        await _tests.Calendar.ChangeAsync(Viewers.Organizer.Person, moved.Id, moved.Version, null, Scope.All, later, MeetingChoice.AsItIs, _ct);

        Assert.Empty(await AfterAsync(TimeSpan.FromHours(2)));
        Assert.Single(await AfterAsync(TimeSpan.FromHours(2)));
    }

    [Fact]
    public async Task It_is_in_the_language_in_which_the_appointment_was_written()
    {
        Texts.Speak("de");
        await AddAsync(60);
        Texts.Speak("en");

        Assert.Equal("Erinnerung: Team call", Assert.Single(await AfterAsync(TimeSpan.FromHours(1))).Subject);
    }

    private Task<AppointmentSheet> AddAsync(params int[] minutes) => _tests.Calendar.AddAsync(
        Viewers.Organizer.Person,
        new Appointment(CalendarBook.NewUid(), new Span(_start, _start.PlusHours(1), Zone.Utc), new Details
        {
            Subject = "Team call",
            Reminders = [.. minutes.Select(before => new Reminder(Duration.FromMinutes(before)))],
        })
        { Rule = "FREQ=WEEKLY" },
        MeetingChoice.New,
        _ct);

    private ReminderRound Round() => new(
        _tests.Database, new Letters(Inviting.Mail), Inviting.Words, Inviting.SilentBell(), _tests.Reminders, Texts.Of<InvitationTexts>(), _tests.Time, NullLogger<ReminderRound>.Instance);

    private async Task<IReadOnlyList<MimeMessage>> AfterAsync(TimeSpan span)
    {
        _tests.Time.Advance(span);
        await Round().GoAsync(_ct);
        return await MailsAsync();
    }

    private async Task<IReadOnlyList<MimeMessage>> MailsAsync()
    {
        await using var db = _tests.Database.CreateDbContext();
        var mails = await db.Outbox.AsNoTracking().ToListAsync(_ct);
        await _tests.Database.WriteAsync(db => db.Outbox.ExecuteDeleteAsync(_ct), _ct);
        return mails.ConvertAll(mail => MimeMessage.Load(new MemoryStream(mail.Message), _ct));
    }
}
