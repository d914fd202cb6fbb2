using OnlineMeetings.Meetings;

namespace OnlineMeetings.Files;

/// <summary>A file that was shared in a meeting. Its bytes lie in the store under its id; its name is only ever shown.</summary>
public sealed class SharedFile
{
    public const int MaxNameLength = 255;

    public required Guid Id { get; init; }

    public required MeetingId MeetingId { get; init; }

    public required PersonId UploaderId { get; init; }

    public required string UploaderName { get; init; }

    public required string Name { get; init; }

    public required long Bytes { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime UploadedAt { get; init; }
}

/// <summary>A file as everybody in the room sees it.</summary>
[GenerateSerializer, Immutable]
public sealed record FileLine(Guid Id, string Name, long Bytes, string UploaderName, DateTime UploadedAt);
