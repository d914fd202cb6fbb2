using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Calendar;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Invitations;

/// <summary>Who invites.</summary>
/// <param name="Address">Their own; invitations come from the server's.</param>
public sealed record Inviter(string Name, string Address)
{
    /// <summary>Null where the account is gone.</summary>
    internal static Task<Inviter?> OfAsync(MeetingsDb db, PersonId person, CancellationToken ct) =>
        db.Users.AsNoTracking().Where(u => u.Id == person.Value && u.Email != null).Select(u => new Inviter(u.Name, u.Email!)).SingleOrDefaultAsync(ct);

    /// <summary>The appointment with this one as its organizer.</summary>
    /// <param name="from">The address that mails come from: programs refuse an invitation whose sender is not its organizer.</param>
    internal Appointment Sign(Appointment appointment, string from) => appointment with
    {
        Details = Sign(appointment.Details, from),
        Changed = [.. appointment.Changed.Select(change => change with { Details = Sign(change.Details, from) })],
    };

    /// <summary>Whether it is theirs to invite: what somebody else invited them to is not.</summary>
    internal bool Organizes(Appointment appointment, string from) =>
        appointment.Details.Organizer is not { Address: var address }
        || address.Equals(from, StringComparison.OrdinalIgnoreCase) || address.Equals(Address, StringComparison.OrdinalIgnoreCase);

    private Details Sign(Details details, string from) => details.Attendees.Count == 0 ? details : details with { Organizer = new Organizer(from, Name) };
}
