namespace OnlineMeetings.Chat;

/// <summary>Why a message was not stored, or the chat not shown.</summary>
public enum ChatRefusal
{
    Empty,
    TooLong,
    TooFast,
    NotAllowed,
    MeetingGone,
}

/// <summary>A rule of the chat said no; nothing was stored.</summary>
public sealed class ChatRefusedException(ChatRefusal why) : Exception($"The chat refused: {why}.")
{
    public ChatRefusal Why { get; } = why;

    /// <summary>The sentence for the author: the key of its text, with its arguments.</summary>
    public (string Key, object[] Arguments) Words => Why switch
    {
        ChatRefusal.Empty => ("Write something first.", []),
        ChatRefusal.TooLong => ("A message may have {0} characters. Make it shorter or send it in parts.", [ChatMessage.MaxTextLength]),
        ChatRefusal.TooFast => ("You write faster than others can read. Wait a moment.", []),
        ChatRefusal.MeetingGone => ("This meeting was deleted.", []),
        _ => ("You may no longer write here. Join the meeting again.", []),
    };
}
