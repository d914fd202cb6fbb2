using Microsoft.AspNetCore.Components.Authorization;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Rooms;

/// <summary>The meeting's door for one circuit: what is behind it, and who stands before it.</summary>
public sealed class RoomDoor(Visitors visitors, Tickets tickets, AuthenticationStateProvider signIn)
{
    /// <summary>Null where no meeting has this code.</summary>
    public async Task<Visit?> FindAsync(string code, Ticket? ticket, CancellationToken ct)
    {
        var user = (await signIn.GetAuthenticationStateAsync()).User;
        return await visitors.OfAsync(code, user, ticket, ct);
    }

    /// <summary>By the token of somebody who is inside, whatever the link is now.</summary>
    public async Task<Visit?> FindAsync(MeetingId meeting, Ticket? ticket, CancellationToken ct)
    {
        var user = (await signIn.GetAuthenticationStateAsync()).User;
        return await visitors.OfAsync(meeting, user, ticket, ct);
    }

    /// <summary>Whether somebody is still who they were when they were found.</summary>
    public async Task<bool> KnowsAsync(Viewer viewer, CancellationToken ct) => await visitors.AsNowAsync(viewer, ct) == viewer;

    /// <summary>The ticket that a pass from the ticket endpoint stands for, if it is one of this meeting.</summary>
    public Ticket? TicketBy(string? pass, MeetingId meeting) =>
        pass is not null && tickets.FromPass(pass) is { } ticket && ticket.Meeting == meeting ? ticket : null;
}
