using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OnlineMeetings.Accounts;
using OnlineMeetings.Calendar;
using OnlineMeetings.Cluster;
using OnlineMeetings.Data;
using OnlineMeetings.Files;
using OnlineMeetings.Meetings;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Meetings;

/// <summary>The real book on a real database, with rooms and time in the test's hand.</summary>
public sealed class BookOfTests : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 9, 15, 10, 0, 0, TimeSpan.Zero);

    public BookOfTests()
    {
        Files = new DiskFileStore(Database.Folder);
        Book = new MeetingBook(
            Database, new NewMeetingRules(Texts.Of<MeetingTexts>(), new ScheduleRules(Texts.Of<CalendarTexts>())), Passwords, Rooms.Live, Files,
            Inviting.News(Time), Texts.Of<MeetingTexts>(), Time, NullLogger<MeetingBook>.Instance);
        Lists = new MeetingLists(Database);
        Held = new AppointmentMeetings(Book, Inviting.Address, Time);
        Reminders = new ReminderBoard(Database, new Bulletin(), Time);
        Calendar = new CalendarBook(
            Database, Book, Held, Inviting.Post(Time), Inviting.SilentBell(), Reminders, Rooms.Live, Time, NullLogger<CalendarBook>.Instance);
    }

    public TestDatabase Database { get; } = new();

    public RecordingRooms Rooms { get; } = new();

    public PasswordHashing Passwords { get; } = new();

    public DiskFileStore Files { get; }

    public FakeTimeProvider Time { get; } = new(Start);

    public MeetingBook Book { get; }

    public MeetingLists Lists { get; }

    public AppointmentMeetings Held { get; }

    public ReminderBoard Reminders { get; }

    public CalendarBook Calendar { get; }

    /// <summary>A meeting made a minute after the last one.</summary>
    public async Task<MeetingCard> MakeAsync(PersonId organizer, string title)
    {
        Time.Advance(TimeSpan.FromMinutes(1));
        return await Book.CreateAsync(organizer, new NewMeeting { Title = title }, CancellationToken.None);
    }

    /// <summary>Somebody was in the meeting, a minute after the last thing that happened.</summary>
    public async Task TakesPartAsync(Viewer who, MeetingId meeting)
    {
        Time.Advance(TimeSpan.FromMinutes(1));
        var now = Time.GetUtcNow().UtcDateTime;
        await Database.WriteAsync(
            async db =>
            {
                var participation = await db.Participations.SingleOrDefaultAsync(p => p.PersonId == who.Person && p.MeetingId == meeting);
                if (participation is null)
                    db.Add(participation = new Participation { PersonId = who.Person, MeetingId = meeting, FirstAt = now });
                participation.Come(who.Name, who.IsGuest, now);
            },
            CancellationToken.None);
    }

    public void Dispose()
    {
        Passwords.Dispose();
        Database.Dispose();
    }
}
