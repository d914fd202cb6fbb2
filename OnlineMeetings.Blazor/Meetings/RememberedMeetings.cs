using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Data;

namespace OnlineMeetings.Meetings;

/// <summary>A meeting to which a guest came from this browser.</summary>
public sealed record RememberedMeeting(MeetingId Id, string Code, string Title);

/// <summary>Lets guests, who have no list of their own, find the meetings again to which they came from the same browser.</summary>
public sealed class RememberedMeetings(IDbContextFactory<MeetingsDb> dbs, Tickets tickets)
{
    /// <summary>
    /// Those for which the browser holds a ticket, the latest activity first. No more is told than the door says to whoever has the
    /// link, and nothing of a meeting whose link was replaced since.
    /// </summary>
    public async Task<IReadOnlyList<RememberedMeeting>> OfAsync(HttpContext http, CancellationToken ct)
    {
        var links = tickets.All(http).Where(ticket => ticket.Link is not null).ToDictionary(ticket => ticket.Meeting, ticket => ticket.Link);
        if (links.Count == 0)
            return [];
        var ids = links.Keys.ToList();
        await using var db = await dbs.CreateDbContextAsync(ct);
        var meetings = await db.Meetings.Where(m => ids.Contains(m.Id)).OrderByDescending(m => m.LastActivityAt)
            .Select(m => new RememberedMeeting(m.Id, m.Code, m.Title)).ToListAsync(ct);
        return [.. meetings.Where(meeting => links[meeting.Id] == MeetingCode.MarkOf(meeting.Code))];
    }

    public void Forget(HttpContext http, MeetingId meeting) => tickets.TakeBack(http, meeting);
}
