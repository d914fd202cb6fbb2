using OnlineMeetings.Meetings;

namespace OnlineMeetings.Chat;

/// <summary>One message of a meeting's chat, as it is kept.</summary>
public sealed class ChatMessage
{
    /// <summary>The most characters (UTF-16 code units) that a message may have.</summary>
    public const int MaxTextLength = 4000;

    /// <summary>Given by the database; grows within a meeting, so it is also the order of the chat.</summary>
    public long Id { get; init; }

    public required MeetingId MeetingId { get; init; }

    public required PersonId AuthorId { get; init; }

    /// <summary>The name the author had when writing.</summary>
    public required string AuthorName { get; init; }

    public required bool ByGuest { get; init; }

    public required string Text { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime SentAt { get; init; }

    /// <summary>Made by the author's browser, so that a message sent again after a lost connection is stored once.</summary>
    public required Guid Key { get; init; }
}

/// <summary>A message as everybody in the room sees it.</summary>
[GenerateSerializer, Immutable]
public sealed record ChatLine(long Id, PersonId Author, string AuthorName, bool ByGuest, string Text, DateTime SentAt, Guid Key);
