using Microsoft.Extensions.Localization;
using OnlineMeetings.Accounts;

namespace OnlineMeetings.Audit;

/// <summary>The log in the reader's words.</summary>
public sealed class AuditWords(IStringLocalizer<AuditTexts> T)
{
    /// <summary>What was done.</summary>
    public string Of(AuditKind kind) => kind switch
    {
        AuditKind.MeetingMade => T["Meeting made"],
        AuditKind.MeetingDeleted => T["Meeting deleted"],
        AuditKind.MeetingGivenAway => T["Meeting given away"],
        AuditKind.MeetingChanged => T["Settings changed"],
        AuditKind.MeetingArchived => T["Meeting archived"],
        AuditKind.MeetingRestored => T["Meeting restored"],
        AuditKind.MeetingLocked => T["Meeting locked"],
        AuditKind.MeetingUnlocked => T["Meeting unlocked"],
        AuditKind.LinkReplaced => T["Link replaced"],
        AuditKind.RightsShared => T["Organizer’s rights shared"],
        AuditKind.RightsTakenBack => T["Organizer’s rights taken back"],
        AuditKind.PersonRemoved => T["Person removed from a meeting"],
        AuditKind.ChatCleared => T["Chats deleted"],
        AuditKind.FilesDeleted => T["Files deleted"],
        AuditKind.AttendanceDeleted => T["Attendance deleted"],
        AuditKind.FileDeleted => T["File deleted"],
        AuditKind.AccountMade => T["Account created"],
        AuditKind.AccountRenamed => T["Name changed"],
        AuditKind.AccountLocked => T["Account locked"],
        AuditKind.AccountUnlocked => T["Account unlocked"],
        AuditKind.AccountDeleted => T["Account deleted"],
        AuditKind.AdministratorMade => T["Made administrator"],
        AuditKind.AdministratorUnmade => T["Administrator no more"],
        AuditKind.PasswordSet => T["Password set"],
        AuditKind.PasswordLinkMade => T["Link for a new password made"],
        AuditKind.SignInRests => T["Sign-in rests after wrong passwords"],
        AuditKind.MemberInvited => T["Member invited"],
        AuditKind.SettingChanged => T["Server setting changed"],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Who did it.</summary>
    public string ActorOf(AuditEntry entry) => entry.ActorId is null ? T["The server"] : entry.ActorName;

    /// <summary>What it was done to.</summary>
    public string SubjectOf(AuditEntry entry) => entry.SubjectKind != AuditSubjectKind.Server ? entry.SubjectName : entry.SubjectName switch
    {
        nameof(ServerSettings.RegistrationDomains) => T["Registration domains"],
        nameof(ServerSettings.BlockedExtensions) => T["File extension blacklist"],
        nameof(ServerSettings.MaxFileBytes) => T["Size of a file"],
        nameof(ServerSettings.MaxMeetingBytes) => T["Size of a meeting"],
        nameof(ServerSettings.GuestsAllowed) => T["Guests in new meetings"],
        var other => other,
    };
}
