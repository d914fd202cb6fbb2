using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Accounts;

/// <summary>Somebody acts as administrator who is none, or none any more; nothing was done.</summary>
public sealed class NotAdministratorException() : Exception("Who is no administrator wanted to act as one.");

/// <summary>
/// The question before anything that only administrators may. Asked of the database in the same context or transaction that does
/// it: a page that was open when the role was taken away, or the account locked, can do nothing any more.
/// </summary>
internal static class AskingAdministrator
{
    /// <summary>Who acts, if they are an administrator now.</summary>
    /// <exception cref="NotAdministratorException">They are not.</exception>
    public static async Task<PersonId> AskAdministratorAsync(this MeetingsDb db, ClaimsPrincipal user, CancellationToken ct)
    {
        if (user.Person is { } person && user.FindFirstValue(Principal.StampClaim) is { } stamp
            && await db.OpenAdministrators().AnyAsync(u => u.Id == person.Value && u.SecurityStamp == stamp, ct))
            return person;
        throw new NotAdministratorException();
    }

    /// <summary>Those who have the role and are not locked.</summary>
    public static IQueryable<Account> OpenAdministrators(this MeetingsDb db)
    {
        var administrators = db.Administrators();
        return db.Users.Where(u => administrators.Contains(u.Id) && u.LockoutEnd != DateTimeOffset.MaxValue);
    }

    /// <summary>Those who have the role.</summary>
    public static IQueryable<Guid> Administrators(this MeetingsDb db) =>
        from link in db.UserRoles
        join role in db.Roles on link.RoleId equals role.Id
        where role.Name == Principal.AdministratorRole
        select link.UserId;
}
