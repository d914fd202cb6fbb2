namespace OnlineMeetings.Accounts;

/// <summary>A way to set a new password without the old one: for whoever has the link, once, for a day.</summary>
public sealed class PasswordLink
{
    /// <summary>An account has one at the most; a new one takes the place of the last.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>The secret itself is in the link alone.</summary>
    public required string SecretHash { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime EndsAt { get; set; }
}
