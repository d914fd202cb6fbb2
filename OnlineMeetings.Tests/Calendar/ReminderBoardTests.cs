using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Invitations;
using OnlineMeetings.Mail;
using OnlineMeetings.Meetings;
using OnlineMeetings.Tests.Meetings;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Calendar;

/// <summary>Reminders as they stand in pages. It is Tuesday, 15 September 2026, 10:00 UTC; the call is at noon, each week.</summary>
public sealed class ReminderBoardTests : IDisposable
{
    private static readonly PersonId _ana = Viewers.Organizer.Person;
    private static readonly LocalDateTime _noon = new(2026, 9, 15, 12, 0);

    private readonly BookOfTests _tests = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public ReminderBoardTests() => Texts.Speak("en");

    public void Dispose() => _tests.Dispose();

    [Fact]
    public async Task From_its_time_on_until_it_is_over_one_is_reminded()
    {
        var sheet = await AddAsync(10);
        Assert.Empty(await AtAsync(11, 49));

        var notice = Assert.Single(await AtAsync(11, 50));

        Assert.Equal(("Team call", Utc(12, 0), Utc(13, 0)), (notice.Subject, notice.Time.Start, notice.Time.End));
        Assert.Equal(sheet.Appointment.Details.Conference!.Url, notice.Link);
        Assert.Single(await AtAsync(12, 59));
        Assert.Empty(await AtAsync(13, 0));
    }

    [Fact]
    public async Task Dismissed_it_is_gone_everywhere_and_the_next_reminder_is_said_again()
    {
        await AddAsync(60, 10);
        var told = 0;
        var notice = Assert.Single(await AtAsync(11, 0));
        using var watch = _tests.Reminders.Add(_ana, () => told++);

        await _tests.Reminders.DismissAsync(PersonId.New(), notice, _ct);
        Assert.Single(await _tests.Reminders.OfAsync(_ana, _ct));
        await _tests.Reminders.DismissAsync(_ana, notice, _ct);

        Assert.Empty(await _tests.Reminders.OfAsync(_ana, _ct));
        Assert.Equal(1, told);
        Assert.Single(await AtAsync(11, 50));
        Assert.Equal(2, told);
    }

    [Fact]
    public async Task It_says_what_the_appointment_says_now()
    {
        var sheet = await AddAsync(60);
        await AtAsync(11, 0);
        var told = 0;
        using var watch = _tests.Reminders.Add(_ana, () => told++);
        using var others = _tests.Reminders.Add(PersonId.New(), () => Assert.Fail("It is nobody else's."));

        sheet = (await _tests.Calendar.FindAsync(_ana, sheet.Id, _ct))!;
        var renamed = sheet.Appointment with { Details = sheet.Appointment.Details with { Subject = "Renamed" } };
        sheet = (await _tests.Calendar.ChangeAsync(_ana, sheet.Id, sheet.Version, null, Scope.All, renamed, MeetingChoice.None, _ct))!;

        Assert.Equal(("Renamed", null), Assert.Single(await _tests.Reminders.OfAsync(_ana, _ct)) is var now ? (now.Subject, now.Link) : default);
        await _tests.Calendar.RemoveAsync(_ana, sheet.Id, sheet.Version, _noon, Scope.One, _ct);
        Assert.Empty(await _tests.Reminders.OfAsync(_ana, _ct));
        Assert.Equal(2, told);
    }

    [Fact]
    public async Task The_link_of_another_program_is_not_followed_from_here()
    {
        var call = Call(10) with { Uid = "from-elsewhere" };
        await _tests.Calendar.TakeOverAsync(_ana, call with { Details = call.Details with { Conference = new Conference("https://elsewhere.example/1") } }, _ct);

        Assert.Null(Assert.Single(await AtAsync(11, 50)).Link);
    }

    private Task<AppointmentSheet> AddAsync(params int[] minutes) => _tests.Calendar.AddAsync(_ana, Call(minutes), MeetingChoice.New, _ct);

    private static Appointment Call(params int[] minutes) => new(CalendarBook.NewUid(), new Span(_noon, _noon.PlusHours(1), Zone.Utc), new Details
    {
        Subject = "Team call",
        Reminders = [.. minutes.Select(before => new Reminder(Duration.FromMinutes(before)))],
    })
    { Rule = "FREQ=WEEKLY" };

    /// <summary>What Ana is reminded of at this time.</summary>
    private async Task<IReadOnlyList<DueNotice>> AtAsync(int hour, int minute)
    {
        _tests.Time.SetUtcNow(new DateTimeOffset(Utc(hour, minute)));
        await new ReminderRound(
            _tests.Database, new Letters(Inviting.Mail), Inviting.Words, Inviting.SilentBell(), _tests.Reminders, Texts.Of<InvitationTexts>(), _tests.Time,
            NullLogger<ReminderRound>.Instance).GoAsync(_ct);
        return await _tests.Reminders.OfAsync(_ana, _ct);
    }

    private static DateTime Utc(int hour, int minute) => new(2026, 9, 15, hour, minute, 0, DateTimeKind.Utc);
}
