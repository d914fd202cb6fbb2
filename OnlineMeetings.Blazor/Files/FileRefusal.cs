namespace OnlineMeetings.Files;

/// <summary>Why a file was not taken, given or deleted.</summary>
public enum FileRefusal
{
    NotAForm,
    CutOff,
    BadName,
    Empty,
    Blocked,
    TooLarge,
    MeetingFull,
    DiskFull,
    StorageAway,
    TooMany,
    ForeignPage,
    MayNotSee,
    MayNotUpload,
    MayNotDelete,
    NoMeeting,
    NoFile,
}

/// <summary>A rule of the files said no; nothing was kept.</summary>
/// <param name="limit">The number that the rule allows: of bytes, or of uploads at once.</param>
public sealed class FileRefusedException(FileRefusal why, long limit = 0, Exception? inner = null)
    : Exception($"The files refused: {why}.", inner)
{
    public FileRefusal Why { get; } = why;

    /// <summary>The HTTP status (RFC 9110 §15; 429 is of RFC 6585 §4, 507 of RFC 4918 §11.5).</summary>
    public int Status => Why switch
    {
        FileRefusal.ForeignPage or FileRefusal.MayNotSee or FileRefusal.MayNotUpload or FileRefusal.MayNotDelete =>
            StatusCodes.Status403Forbidden,
        FileRefusal.NoMeeting or FileRefusal.NoFile => StatusCodes.Status404NotFound,
        FileRefusal.TooLarge => StatusCodes.Status413PayloadTooLarge,
        FileRefusal.Blocked => StatusCodes.Status415UnsupportedMediaType,
        FileRefusal.TooMany => StatusCodes.Status429TooManyRequests,
        FileRefusal.StorageAway => StatusCodes.Status503ServiceUnavailable,
        FileRefusal.MeetingFull or FileRefusal.DiskFull => StatusCodes.Status507InsufficientStorage,
        _ => StatusCodes.Status400BadRequest,
    };

    /// <summary>The sentence for the person: the key of its text, with its arguments.</summary>
    public (string Key, object[] Arguments) Words => Why switch
    {
        FileRefusal.NotAForm => ("Send one file, as multipart form data.", []),
        FileRefusal.CutOff => ("The upload did not arrive whole. Try again.", []),
        FileRefusal.BadName => (
            "The file's name has characters or parts that are not accepted, such as / or \\. Rename it and upload it again.", []),
        FileRefusal.Empty => ("This file is empty. Choose one with something in it.", []),
        FileRefusal.Blocked => (
            "Files of this kind are not accepted here. Put it into a .zip, or ask the administrator.", []),
        FileRefusal.TooLarge => ("A file may have {0}. Make it smaller or split it.", [ByteSize.Words(limit)]),
        FileRefusal.MeetingFull => (
            "The storage of this meeting is full ({0}). The organizer can delete files to make room.", [ByteSize.Words(limit)]),
        FileRefusal.DiskFull => ("The server's disk is full. Tell the administrator, and try again later.", []),
        FileRefusal.StorageAway => ("The storage for files can't be reached. Try again later.", []),
        FileRefusal.TooMany => ("You are uploading {0} files already. Wait until one has arrived.", [limit]),
        FileRefusal.ForeignPage => ("This request did not come from this server's own pages.", []),
        FileRefusal.MayNotSee => ("You may not see the files of this meeting. Join it first.", []),
        FileRefusal.MayNotUpload => (
            "You may not upload files in this meeting. The organizer can allow it in the settings.", []),
        FileRefusal.MayNotDelete => ("Only the organizer may delete files.", []),
        FileRefusal.NoMeeting => ("There is no such meeting. Ask for the link again.", []),
        _ => ("This file is no longer there. It may have been deleted.", []),
    };
}
