using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using OnlineMeetings.Accounts;
using OnlineMeetings.Audit;
using OnlineMeetings.Data;

namespace OnlineMeetings.Meetings;

/// <summary>
/// The last question before something is stored or read. Asked inside the transaction that does it, so that what commits after a
/// change of the rules, or after an account was locked, obeys the change; what a circuit was told when it began may be old.
/// </summary>
internal static partial class AskingAgain
{
    /// <summary>The meeting, tracked, and what the viewer may do there now; null where it is gone.</summary>
    public static async Task<(Meeting Meeting, Decision May)?> AskAgainAsync(
        this MeetingsDb db, MeetingId id, Viewer viewer, CancellationToken ct)
    {
        if (await db.Meetings.SingleOrDefaultAsync(m => m.Id == id, ct) is not { } meeting)
            return null;
        // Whose account was locked or deleted is a stranger again.
        var now = viewer.Kind != ViewerKind.Member || await AccountStore.IsOpenAsync(db, viewer.Person, ct) ? viewer : Viewer.Stranger;
        return (meeting, MeetingPolicy.Decide(meeting.Rules, now));
    }

    /// <summary>The same before a change that is not for everybody: null also where the viewer may not, which the server's log tells.</summary>
    public static async Task<(Meeting Meeting, Decision May)?> AskToAsync(
        this MeetingsDb db, AuditKind change, MeetingId id, Viewer viewer, Func<Decision, bool> allows, CancellationToken ct)
    {
        var found = await db.AskAgainAsync(id, viewer, ct);
        if (found is not (_, var may) || allows(may))
            return found;
        ChangeDenied(db.GetService<ILoggerFactory>().CreateLogger(typeof(AskingAgain)), change, viewer.Kind, viewer.Person, id);
        return null;
    }

    [LoggerMessage(LogLevel.Warning, "Denied {Change} to the {Kind} {Person} in {Meeting}")]
    private static partial void ChangeDenied(ILogger log, AuditKind change, ViewerKind kind, PersonId person, MeetingId meeting);
}
