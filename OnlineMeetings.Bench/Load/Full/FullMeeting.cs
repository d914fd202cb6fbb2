using OnlineMeetings.Bench.Server;
using OnlineMeetings.Chat;
using OnlineMeetings.Data;
using OnlineMeetings.Files;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Bench.Load.Full;

/// <summary>A meeting in which very much has been written and shared, and one with a single message and a single file.</summary>
internal sealed class FullMeeting(int messages, int files)
{
    public const string NewestMessage = "the newest message of all";
    public const string NewestFile = "the newest file of all.pdf";

    private const int AtOnce = 2_000;

    private readonly Premises _premises = new();

    public string Full => _premises.Codes[0];

    public string Empty => _premises.Codes[1];

    public Task FurnishAsync(DirectoryInfo data) => _premises.FurnishAsync(data, meetings: 2, async (db, meetings) =>
    {
        await FillAsync(db, meetings[0], messages, files);
        await FillAsync(db, meetings[1], messages: 1, files: 1);
    });

    private static async Task FillAsync(SqliteMeetingsDb db, Meeting meeting, int messages, int files)
    {
        var began = DateTime.UtcNow.AddMinutes(-messages - files);
        await AddAsync(db, messages, i => Message(meeting, i == messages - 1 ? NewestMessage : $"Message {i}, and what else somebody wrote", began.AddMinutes(i)));
        await AddAsync(db, files, i => File(meeting, i == files - 1 ? NewestFile : $"file {i}.pdf", began.AddMinutes(i)));
    }

    private static async Task AddAsync(SqliteMeetingsDb db, int count, Func<int, object> make)
    {
        foreach (var some in Enumerable.Range(0, count).Chunk(AtOnce))
        {
            db.AddRange(some.Select(make));
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
        }
    }

    private static ChatMessage Message(Meeting meeting, string text, DateTime sentAt) => new()
    {
        MeetingId = meeting.Id, AuthorId = meeting.OrganizerId, AuthorName = "Bench", ByGuest = false, Text = text, SentAt = sentAt, Key = Guid.NewGuid(),
    };

    private static SharedFile File(Meeting meeting, string name, DateTime uploadedAt) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(uploadedAt)), MeetingId = meeting.Id, UploaderId = meeting.OrganizerId, UploaderName = "Bench", Name = name, Bytes = 1_000, UploadedAt = uploadedAt,
    };
}
