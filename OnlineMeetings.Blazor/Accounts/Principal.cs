using System.Security.Claims;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Accounts;

/// <summary>What the claims of a signed-in person say.</summary>
public static class Principal
{
    public const string NameClaim = "display-name";
    public const string AdministratorRole = "Administrator";

    /// <summary>What the account must still say for the sign-in to hold; named so by Identity.</summary>
    public const string StampClaim = "AspNet.Identity.SecurityStamp";

    extension(ClaimsPrincipal user)
    {
        /// <summary>Null for who is not signed in.</summary>
        public PersonId? Person =>
            user.Identity?.IsAuthenticated == true && Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
                ? new PersonId(id)
                : null;

        /// <summary>The name that others see.</summary>
        public string DisplayName => user.FindFirstValue(NameClaim) ?? "";

        /// <summary>The part of the e-mail address behind the @.</summary>
        public string Domain => user.FindFirstValue(ClaimTypes.Email) is { } email ? email[(email.LastIndexOf('@') + 1)..] : "";

        public bool IsAdministrator => user.IsInRole(AdministratorRole);
    }
}
