using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Accounts;
using OnlineMeetings.Data;

namespace OnlineMeetings.Meetings;

/// <summary>
/// The last question before something is stored or read. Asked inside the transaction that does it, so that what commits after a
/// change of the rules, or after an account was locked, obeys the change; what a circuit was told when it began may be old.
/// </summary>
internal static class AskingAgain
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
}
