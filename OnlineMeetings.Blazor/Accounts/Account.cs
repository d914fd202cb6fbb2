using Microsoft.AspNetCore.Identity;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Accounts;

/// <summary>Somebody with a sign-in on this server.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public const int MaxNameLength = 80;
    public const int MaxTimeZoneLength = 64;

    /// <summary>The name that others see.</summary>
    public required string Name
    {
        get;
        set
        {
            field = value;
            NameFolded = Folding.Fold(value);
        }
    }

    /// <summary>What search looks through, and what lists are sorted by; see <see cref="Folding"/>.</summary>
    public string NameFolded { get; private set; } = "";

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>The zone in which a browser of theirs was last, an IANA name; null where none has said it yet.</summary>
    public string? TimeZone { get; set; }

    public PersonId Person => new(Id);

    /// <summary>The part of the e-mail address behind the @, in lower case.</summary>
    public string Domain => Email is { } email && email.LastIndexOf('@') is >= 0 and var at ? email[(at + 1)..].ToLowerInvariant() : "";
}
