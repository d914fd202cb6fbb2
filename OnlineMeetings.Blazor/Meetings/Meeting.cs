namespace OnlineMeetings.Meetings;

/// <summary>Who may put files into a meeting.</summary>
public enum UploadPermission
{
    Organizer,
    SignedIn,
    Anyone,
}

/// <summary>A meeting as it is kept. The room, which lives only while somebody is inside, is a grain of its own.</summary>
public sealed class Meeting
{
    public const int MaxTitleLength = 200;
    public const int MaxPasswordLength = 200;

    public required MeetingId Id { get; init; }

    public required PersonId OrganizerId { get; set; }

    /// <summary>The secret in the link; see <see cref="MeetingCode"/>.</summary>
    public required string Code { get; set; }

    public required string Title
    {
        get;
        set
        {
            field = value;
            TitleFolded = Folding.Fold(value);
        }
    }

    /// <summary>What search looks through; see <see cref="Folding"/>.</summary>
    public string TitleFolded { get; private set; } = "";

    /// <summary>Null where the meeting has no password.</summary>
    public string? PasswordHash { get; private set; }

    /// <summary>Grows whenever the password changes, so that what the old one opened is closed.</summary>
    public int PasswordVersion { get; private set; }

    public bool GuestsAllowed { get; set; }

    public UploadPermission Uploads { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>UTC; when last somebody was inside, wrote or shared a file. While the room is live it is written each minute.</summary>
    public required DateTime LastActivityAt { get; set; }

    /// <summary>UTC; since when somebody has been inside without a break, null while the room is empty.</summary>
    public DateTime? LiveSince { get; set; }

    /// <summary>UTC; null while the meeting is not in the archive.</summary>
    public DateTime? ArchivedAt { get; set; }

    /// <summary>
    /// A new meeting of this organizer with the same settings and password. Whatever is set for a meeting is copied here; what
    /// belongs to its life (link, chat, files, people, schedule, archive) is not.
    /// </summary>
    public Meeting Duplicate(PersonId organizer, string title, DateTime now)
    {
        var copy = new Meeting
        {
            Id = MeetingId.New(),
            OrganizerId = organizer,
            Code = MeetingCode.New(),
            Title = title,
            GuestsAllowed = GuestsAllowed,
            Uploads = Uploads,
            CreatedAt = now,
            LastActivityAt = now,
        };
        if (PasswordHash is not null)
            copy.Secure(PasswordHash);
        return copy;
    }

    /// <summary>Sets the password by its hash, or takes it away with null.</summary>
    public void Secure(string? passwordHash)
    {
        PasswordHash = passwordHash;
        PasswordVersion++;
    }

    public MeetingRules Rules => new(Id, OrganizerId, PasswordHash is null ? null : PasswordVersion, GuestsAllowed, Uploads);
}
