namespace OnlineMeetings.Mail;

/// <summary>What became of one mail.</summary>
public enum Carried
{
    /// <summary>The next server has taken it over.</summary>
    Sent,

    /// <summary>Not now; another try makes sense.</summary>
    Later,

    /// <summary>Never: this mail, or this address, is not taken.</summary>
    Refused,
}

/// <param name="Words">Why it was not taken.</param>
public sealed record Delivery(OutboxMail Mail, Carried Outcome, string? Words = null);

/// <summary>The way that mails leave this server.</summary>
public interface IMailCarrier
{
    /// <summary>Carries mails one after the other; each is answered for before the next one goes.</summary>
    IAsyncEnumerable<Delivery> CarryAsync(IReadOnlyList<OutboxMail> mails, CancellationToken ct);
}
