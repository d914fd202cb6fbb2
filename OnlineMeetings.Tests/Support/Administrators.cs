using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Accounts;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Tests.Support;

/// <summary>Administrators in a test's database, put there without asking any rule.</summary>
public static class Administrators
{
    extension(IDbContextFactory<MeetingsDb> dbs)
    {
        /// <summary>Somebody with an account and the role, as a page has them before it.</summary>
        public async Task<ClaimsPrincipal> AdministratorAsync(string name = "Ada")
        {
            var member = dbs.Member(name);
            await dbs.WriteAsync(
                async db =>
                {
                    var role = await db.Roles.SingleOrDefaultAsync()
                        ?? db.Roles.Add(new IdentityRole<Guid>(Principal.AdministratorRole) { Id = Guid.NewGuid() }).Entity;
                    db.UserRoles.Add(new IdentityUserRole<Guid> { RoleId = role.Id, UserId = member.Person.Value });
                },
                default);
            return Page(member, Principal.AdministratorRole);
        }
    }

    /// <summary>A signed-in person as a page has them before it, with the role that they had when it opened.</summary>
    public static ClaimsPrincipal Page(Viewer member, params string[] roles) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, member.Person.Value.ToString()),
            new Claim(Principal.NameClaim, member.Name),
            new Claim(Principal.StampClaim, "stamp"),
            .. roles.Select(role => new Claim(ClaimTypes.Role, role)),
        ],
        "test"));
}
