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

        /// <summary>The same sign-in with this name and role; itself where it says so already.</summary>
        internal ClaimsPrincipal As(string name, bool isAdministrator)
        {
            if (user.DisplayName == name && user.IsAdministrator == isAdministrator)
                return user;
            var identity = ((ClaimsIdentity)user.Identity!).Clone();
            foreach (var old in identity.FindAll(claim => claim.Type == NameClaim || IsRole(identity, claim)).ToArray())
                identity.RemoveClaim(old);
            identity.AddClaim(new Claim(NameClaim, name));
            if (isAdministrator)
                identity.AddClaim(new Claim(identity.RoleClaimType, AdministratorRole));
            return new ClaimsPrincipal(identity);
        }
    }

    private static bool IsRole(ClaimsIdentity identity, Claim claim) => claim.Type == identity.RoleClaimType && claim.Value == AdministratorRole;
}
