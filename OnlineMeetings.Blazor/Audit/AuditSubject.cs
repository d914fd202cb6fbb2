using OnlineMeetings.Accounts;
using OnlineMeetings.Files;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Audit;

/// <summary>Who did something: an account by its id, a guest with the name they gave, or the server by itself.</summary>
public readonly record struct AuditActor(PersonId? Person, string Name)
{
    /// <summary>The server by itself.</summary>
    public static readonly AuditActor Server = new(null, "");

    /// <summary>An account, whose name is looked up.</summary>
    public static AuditActor Of(PersonId person) => new(person, "");

    public static AuditActor Of(Viewer viewer) => new(viewer.Person, viewer.Name);
}

/// <summary>What something was done to, with the name it has now.</summary>
public readonly record struct AuditSubject(AuditSubjectKind Kind, Guid? Id, string Name)
{
    public static AuditSubject Of(Account account) => new(AuditSubjectKind.Account, account.Id, account.Name);

    public static AuditSubject Of(Meeting meeting) => new(AuditSubjectKind.Meeting, meeting.Id.Value, meeting.Title);

    public static AuditSubject Of(SharedFile file) => new(AuditSubjectKind.File, file.Id, file.Name);

    /// <param name="name">The name of the property of <see cref="ServerSettings"/>.</param>
    public static AuditSubject OfSetting(string name) => new(AuditSubjectKind.Server, null, name);
}
