using OnlineMeetings.Chat;
using OnlineMeetings.Files;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Rooms;

/// <summary>What is kept with a meeting, as one page inside it has it: the chat and the files, kept up to date by the room's news.</summary>
public sealed class RoomPapers(ChatStore messages, SharedFiles files, MeetingId meeting, PersonId me)
{
    public ChatLog Chat { get; } = new(messages, meeting, me);

    public FileShelf Files { get; } = new(files, meeting);

    /// <summary>Takes in what the room tells.</summary>
    public async Task ApplyAsync(RoomEvent news, Viewer viewer, CancellationToken ct)
    {
        Chat.Apply(news);
        Files.Apply(news);
        if (news is RoomReread or CameBack && Chat.IsOpen)
            await Chat.CatchUpAsync(viewer, ct);
        if (news is RoomReread or CameBack or FilesCleared && Files.IsOpen)
            await Files.ReadAsync(viewer, ct);
    }
}
