namespace OnlineMeetings.Accounts;

/// <summary>A way to set a new password without the old one: for whoever has the link, once, for a day.</summary>
public sealed class PasswordLink
{
    /// <summary>The secret itself is in the link alone.</summary>
    public required string SecretHash { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>
    /// It went to the account's own address. Several such may live: whoever asks for another must not end the one that somebody
    /// just waits for. Of those that administrators hand over there is one.
    /// </summary>
    public required bool ByMail { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime EndsAt { get; init; }
}
