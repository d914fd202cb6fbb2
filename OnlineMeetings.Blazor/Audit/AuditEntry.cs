using OnlineMeetings.Meetings;

namespace OnlineMeetings.Audit;

/// <summary>What was done. The whole set; each has its words in <see cref="AuditWords"/>.</summary>
public enum AuditKind
{
    MeetingMade,
    MeetingDeleted,
    MeetingGivenAway,
    MeetingChanged,
    MeetingArchived,
    MeetingRestored,
    MeetingLocked,
    MeetingUnlocked,
    LinkReplaced,
    RightsShared,
    RightsTakenBack,
    PersonRemoved,
    ChatCleared,
    FilesDeleted,
    AttendanceDeleted,
    FileDeleted,
    AccountMade,
    AccountRenamed,
    AccountLocked,
    AccountUnlocked,
    AccountDeleted,
    AdministratorMade,
    AdministratorUnmade,
    PasswordSet,
    PasswordLinkMade,
    SignInRests,
    SettingChanged,
    MemberInvited,
}

/// <summary>What something was done to.</summary>
public enum AuditSubjectKind
{
    Server,
    Account,
    Meeting,
    File,
}

/// <summary>One line of the log: who did what to what, in the names that they had then. Never changed, and no secret is in it.</summary>
public sealed class AuditEntry
{
    public const int MaxNameLength = 255;
    public const int MaxDetailsLength = 500;

    /// <summary>Grows with time: the newest has the highest.</summary>
    public long Id { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>Null where the server did it by itself.</summary>
    public required PersonId? ActorId { get; init; }

    public required string ActorName { get; init; }

    public required AuditKind Kind { get; init; }

    public required AuditSubjectKind SubjectKind { get; init; }

    /// <summary>Null for the server.</summary>
    public required Guid? SubjectId { get; init; }

    public required string SubjectName { get; init; }

    public required string Details { get; init; }

    /// <summary>What search looks through: the names and details; see <see cref="Folding"/>.</summary>
    public required string Folded { get; init; }
}
