using System.Linq.Expressions;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Accounts;
using OnlineMeetings.Calendar;
using OnlineMeetings.Data;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Meetings;

/// <summary>A request to a meeting: which one, by whom, and what they may do there.</summary>
public sealed record Visit(MeetingRules Meeting, string Title, string Code, string OrganizerName, Viewer Viewer, MeetingPlan Plan)
{
    public Decision May => MeetingPolicy.Decide(Meeting, Viewer);
}

/// <summary>Finds out who stands at a meeting's door: the account first, then the ticket.</summary>
public sealed class Visitors(IDbContextFactory<MeetingsDb> dbs, Tickets tickets, LiveRooms rooms)
{
    /// <summary>Null where no meeting has this code.</summary>
    public async Task<Visit?> OfAsync(HttpContext http, string code, CancellationToken ct) =>
        await FindAsync(code, ct) is var (meeting, _) and { } found ? await VisitOfAsync(found, http.User, tickets.Of(http, meeting.Id), ct) : null;

    /// <summary>The same for a request out of the room: who is inside is not asked for what was set since they came.</summary>
    public async Task<Visit?> OfOneInsideAsync(HttpContext http, string code, CancellationToken ct)
    {
        var visit = await OfAsync(http, code, ct);
        if (visit is null || visit.May.MayEnter || visit.Viewer.Kind == ViewerKind.Stranger)
            return visit;
        var isInside = await rooms.HoldsAsync(visit.Meeting.Meeting, visit.Viewer.Person);
        return visit with { Viewer = visit.Viewer with { Inside = isInside } };
    }

    /// <summary>The same person a while later: they may have come in or left since, or go by another name there.</summary>
    public async Task<Viewer> LookAgainAsync(Visit visit) =>
        (await rooms.LookAsync(visit.Meeting.Meeting))?.People.FirstOrDefault(p => p.Person == visit.Viewer.Person) is { } inside
            ? visit.Viewer with { Inside = true, Name = inside.Name }
            : visit.Viewer with { Inside = false };

    /// <summary>The same for a circuit, which was handed the ticket when it started.</summary>
    public async Task<Visit?> OfAsync(string code, ClaimsPrincipal user, Ticket? ticket, CancellationToken ct) =>
        await FindAsync(code, ct) is { } found ? await VisitOfAsync(found, user, ticket, ct) : null;

    /// <summary>The same for a circuit that knows the meeting by a token, whatever its link is now.</summary>
    public async Task<Visit?> OfAsync(MeetingId meeting, ClaimsPrincipal user, Ticket? ticket, CancellationToken ct) =>
        await FindAsync(m => m.Id == meeting, ct) is { } found ? await VisitOfAsync(found, user, ticket, ct) : null;

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

    /// <summary>Whose account was locked or deleted is a stranger at once, also where the circuit has not heard of it yet.</summary>
    public async Task<Viewer> AsNowAsync(Viewer viewer, CancellationToken ct)
    {
        if (viewer.Kind != ViewerKind.Member)
            return viewer;
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await AccountStore.IsOpenAsync(db, viewer.Person, ct) ? viewer : Viewer.Stranger;
    }

    private async Task<Visit> VisitOfAsync((Meeting Meeting, string Organizer) found, ClaimsPrincipal user, Ticket? ticket, CancellationToken ct)
    {
        var (meeting, organizer) = found;
        var viewer = await AsNowAsync(ViewerOf(user, ticket?.Meeting == meeting.Id ? ticket : null), ct);
        var visit = new Visit(meeting.Rules, meeting.Title, meeting.Code, organizer, viewer, meeting.Plan);
        return visit.May.Entrance == Entrance.Archived ? visit with { Viewer = viewer with { TookPart = await TookPartAsync(meeting, viewer, ct) } } : visit;
    }

    /// <summary>Only the archive asks for it.</summary>
    private async Task<bool> TookPartAsync(Meeting meeting, Viewer viewer, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.Participations.AnyAsync(p => p.MeetingId == meeting.Id && p.PersonId == viewer.Person, ct);
    }

    private Task<(Meeting Meeting, string Organizer)?> FindAsync(string code, CancellationToken ct) =>
        code.Length == MeetingCode.Length ? FindAsync(m => m.Code == code, ct) : Task.FromResult<(Meeting, string)?>(null);

    private async Task<(Meeting Meeting, string Organizer)?> FindAsync(Expression<Func<Meeting, bool>> which, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.Meetings.AsNoTracking().SingleOrDefaultAsync(which, ct) is not { } meeting)
            return null;
        var organizer = await db.Users.Where(u => u.Id == meeting.OrganizerId.Value).Select(u => u.Name).SingleOrDefaultAsync(ct);
        return (meeting, organizer ?? "");
    }
}
