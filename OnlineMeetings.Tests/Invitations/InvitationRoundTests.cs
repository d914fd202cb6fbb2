using Microsoft.EntityFrameworkCore;
using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Data;
using OnlineMeetings.Invitations;
using OnlineMeetings.Tests.Meetings;
using OnlineMeetings.Tests.Support;
using Attendee = OnlineMeetings.Calendar.Attendee;

namespace OnlineMeetings.Tests.Invitations;

/// <summary>Invitations to many: announced with the appointment, written afterwards.</summary>
public sealed class InvitationRoundTests : IDisposable
{
    private const int Many = (2 * InvitationRound.AtOnce) + 5;

    private readonly BookOfTests _tests = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public InvitationRoundTests() => Texts.Speak("en");

    public void Dispose() => _tests.Dispose();

    [Fact]
    public async Task With_the_appointment_one_row_is_stored_and_the_mails_are_written_afterwards()
    {
        await AddAsync();

        Assert.Equal((1, 0), await CountAsync());
        await RoundAsync();

        Assert.Equal((0, Many), await CountAsync());
    }

    [Fact]
    public async Task Who_dies_in_the_middle_has_written_nobody_a_mail_twice_and_the_rest_is_written_later()
    {
        await AddAsync();
        using (var dying = new Dying(_tests.Database, afterWrites: 2))
            await Inviting.Round(dying, _tests.Time).GoAsync(_ct);
        Assert.Equal((1, 2 * InvitationRound.AtOnce), await CountAsync());

        await RoundAsync();

        Assert.Equal((0, Many), await CountAsync());
        Assert.Equal(Many, (await RecipientsAsync()).Distinct().Count());
    }

    [Fact]
    public async Task Several_rounds_at_once_write_each_mail_once()
    {
        await AddAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(RoundAsync, _ct)));

        Assert.Equal((0, Many), await CountAsync());
        Assert.Equal(Many, (await RecipientsAsync()).Distinct().Count());
    }

    [Fact]
    public async Task What_was_announced_first_is_written_first_also_of_an_appointment_that_is_gone()
    {
        var sheet = await AddAsync();
        await _tests.Calendar.RemoveAsync(Viewers.Organizer.Person, sheet.Id, sheet.Version, null, Scope.All, _ct);

        await Inviting.Round(_tests.Database, TimeProvider.System).GoAsync(_ct);

        await using var db = _tests.Database.CreateDbContext();
        var subjects = (await db.Outbox.OrderBy(m => m.Id).Select(m => m.Message).ToListAsync(_ct)).Select(message => MimeKit.MimeMessage.Load(new MemoryStream(message), _ct).Subject).ToList();
        Assert.Equal(Enumerable.Repeat("Invitation: All hands", Many).Concat(Enumerable.Repeat("Cancelled: All hands", Many)), subjects);
    }

    [Fact]
    public async Task A_mail_is_in_the_language_of_who_invited()
    {
        Texts.Speak("de");
        await AddAsync();
        Texts.Speak("en");

        await RoundAsync();

        await using var db = _tests.Database.CreateDbContext();
        var message = await db.Outbox.Select(m => m.Message).FirstAsync(_ct);
        Assert.Equal("Einladung: All hands", MimeKit.MimeMessage.Load(new MemoryStream(message), _ct).Subject);
    }

    private Task RoundAsync() => Inviting.Round(_tests.Database, _tests.Time).GoAsync(_ct);

    private Task<AppointmentSheet> AddAsync()
    {
        var start = new LocalDateTime(2026, 10, 6, 10, 0);
        return _tests.Calendar.AddAsync(
            Viewers.Organizer.Person,
            new Appointment(CalendarBook.NewUid(), new Span(start, start.PlusHours(1), Zone.Utc), new Details
            {
                Subject = "All hands",
                Attendees = [.. Enumerable.Range(0, Many).Select(number => new Attendee($"person{number}@example.org", $"Person {number}"))],
            }),
            MeetingChoice.New,
            _ct);
    }

    private async Task<(int Announced, int Written)> CountAsync()
    {
        await using var db = _tests.Database.CreateDbContext();
        return (await db.Announcements.CountAsync(_ct), await db.Outbox.CountAsync(_ct));
    }

    private async Task<IReadOnlyList<string>> RecipientsAsync()
    {
        await using var db = _tests.Database.CreateDbContext();
        return await db.Outbox.Select(m => m.Recipient).ToListAsync(_ct);
    }

    /// <summary>The database of a server that dies after so many transactions.</summary>
    private sealed class Dying(TestDatabase database, int afterWrites) : IDbContextFactory<MeetingsDb>, IDisposable
    {
        // One is for reading what there is.
        private int _left = afterWrites + 1;

        public MeetingsDb CreateDbContext()
        {
            database.Away = _left-- <= 0;
            return database.CreateDbContext();
        }

        public void Dispose() => database.Away = false;
    }
}
