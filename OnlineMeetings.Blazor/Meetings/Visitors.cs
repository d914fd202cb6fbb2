using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Accounts;
using OnlineMeetings.Data;

namespace OnlineMeetings.Meetings;

/// <summary>A request to a meeting: which one, by whom, and what they may do there.</summary>
public sealed record Visit(MeetingRules Meeting, string Title, string OrganizerName, Viewer Viewer)
{
    public Decision May => MeetingPolicy.Decide(Meeting, Viewer);
}

/// <summary>Finds out who stands at a meeting's door: the account first, then the ticket.</summary>
public sealed class Visitors(IDbContextFactory<MeetingsDb> dbs, Tickets tickets)
{
    /// <summary>Null where no meeting has this code.</summary>
    public async Task<Visit?> OfAsync(HttpContext http, string code, CancellationToken ct) =>
        await FindAsync(code, ct) is var (meeting, organizer)
            ? new Visit(meeting.Rules, meeting.Title, organizer, ViewerOf(http.User, tickets.Of(http, meeting.Id)))
            : null;

    /// <summary>The same for a circuit, which was handed the ticket when it started.</summary>
    public async Task<Visit?> OfAsync(string code, ClaimsPrincipal user, Ticket? ticket, CancellationToken ct) =>
        await FindAsync(code, ct) is var (meeting, organizer)
            ? new Visit(meeting.Rules, meeting.Title, organizer, ViewerOf(user, ticket?.Meeting == meeting.Id ? ticket : null))
            : null;

    /// <summary>The ticket in the cookies of a request to a meeting's page.</summary>
    public async Task<Ticket?> TicketAsync(HttpContext http, string code, CancellationToken ct) =>
        await FindAsync(code, ct) is var (meeting, _) ? tickets.Of(http, meeting.Id) : null;

    /// <summary>Who a signed-in principal and a ticket together are. A ticket proves a member's password only if it is their own.</summary>
    public static Viewer ViewerOf(ClaimsPrincipal user, Ticket? ticket)
    {
        if (user.Person is { } person)
            return new Viewer(person, user.DisplayName, ViewerKind.Member, ticket?.Person == person ? ticket.Password : null);
        return ticket is null
            ? Viewer.Stranger
            : new Viewer(ticket.Person, ticket.Name, ViewerKind.Guest, ticket.Password);
    }

    private async Task<(Meeting Meeting, string Organizer)?> FindAsync(string code, CancellationToken ct)
    {
        if (code.Length != MeetingCode.Length)
            return null;
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.Meetings.AsNoTracking().SingleOrDefaultAsync(m => m.Code == code, ct) is not { } meeting)
            return null;
        var organizer = await db.Users.Where(u => u.Id == meeting.OrganizerId.Value).Select(u => u.Name).SingleOrDefaultAsync(ct);
        return (meeting, organizer ?? "");
    }
}
