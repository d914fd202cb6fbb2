using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Attendance;
using OnlineMeetings.Calendar;
using OnlineMeetings.Chat;
using OnlineMeetings.Data;
using OnlineMeetings.Files;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Tests.Support;

/// <summary>A meeting every Tuesday at 9:00 UTC since 3 November 2026, of which the first two had people, messages and files.</summary>
public static class Repeating
{
    public const string First = "20261103T0900Z";
    public const string Second = "20261110T0900Z";

    /// <summary>Wednesday, when two Tuesdays have passed.</summary>
    public static readonly DateTime Wednesday = new(2026, 11, 11, 12, 0, 0, DateTimeKind.Utc);

    private static readonly DateTime _first = new(2026, 11, 3, 9, 0, 0, DateTimeKind.Utc);

    extension(IDbContextFactory<MeetingsDb> dbs)
    {
        /// <summary>Makes the meeting so: in the first Ana and Bo, two messages and a file; in the second Cleo, a message and two files.</summary>
        public Task RepeatAsync(MeetingId id) => dbs.WriteAsync(async db =>
        {
            var meeting = await db.Meetings.SingleAsync(m => m.Id == id);
            var local = DateTime.SpecifyKind(_first, DateTimeKind.Unspecified);
            meeting.PlanFor(new Schedule(local, local.AddHours(1), "UTC", "FREQ=WEEKLY;BYDAY=TU"), Wednesday);
            var second = _first.AddDays(7);
            db.Stays.AddRange(Stay("Ana", _first), Stay("Bo", _first.AddMinutes(1)), Stay("Cleo", second));
            db.Messages.AddRange(Message("Ana", "First hello", _first), Message("Bo", "First answer", _first), Message("Cleo", "Second hello", second));
            db.Files.AddRange(Shared("first.pdf", _first), Shared("second.pdf", second), Shared("second.txt", second));

            Stay Stay(string name, DateTime at) => new()
            {
                Id = Guid.CreateVersion7(), MeetingId = id, PersonId = PersonId.New(), Name = name, IsGuest = true, From = at, To = at.AddMinutes(50),
            };

            ChatMessage Message(string name, string text, DateTime at) => new()
            {
                MeetingId = id, AuthorId = PersonId.New(), AuthorName = name, ByGuest = true, Text = text, SentAt = at.AddMinutes(-20), Key = Guid.NewGuid(),
            };

            SharedFile Shared(string name, DateTime at) => new()
            {
                Id = Guid.CreateVersion7(), MeetingId = id, UploaderId = PersonId.New(), UploaderName = "Ana", Name = name, Bytes = 3, UploadedAt = at.AddMinutes(5),
            };
        }, default);
    }
}
