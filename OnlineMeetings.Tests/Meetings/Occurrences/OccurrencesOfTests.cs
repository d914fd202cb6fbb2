using Microsoft.Extensions.Time.Testing;
using OnlineMeetings.Attendance;
using OnlineMeetings.Chat;
using OnlineMeetings.Files;
using OnlineMeetings.Meetings;
using OnlineMeetings.Meetings.Occurrences;
using OnlineMeetings.Tests.Support;
using FileOptions = OnlineMeetings.Files.FileOptions;

namespace OnlineMeetings.Tests.Meetings.Occurrences;

/// <summary>The book of occurrences and what it asks, over a database of its own, on <see cref="Repeating.Wednesday"/>.</summary>
public sealed class OccurrencesOfTests : IDisposable
{
    public OccurrencesOfTests()
    {
        Attendance = new AttendanceBook(Database, Time);
        Chats = new ChatStore(Database, Rooms.Live, new ChatPace(Time), Time);
        Files = new SharedFiles(Database, new DiskFileStore(Database.Folder), Rooms.Live, new FileOptions(), Time);
        Book = new OccurrenceBook(Database, Attendance, Chats, Files, Time);
    }

    public TestDatabase Database { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(Repeating.Wednesday));

    public RecordingRooms Rooms { get; } = new();

    public AttendanceBook Attendance { get; }

    public ChatStore Chats { get; }

    public SharedFiles Files { get; }

    public OccurrenceBook Book { get; }

    public async Task<Meeting> RepeatingAsync()
    {
        var meeting = await Database.MeetingAsync();
        await Database.RepeatAsync(meeting.Id);
        return meeting;
    }

    public void Dispose() => Database.Dispose();
}
