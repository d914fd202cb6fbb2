namespace OnlineMeetings.Mail;

/// <summary>A mail to one address that is to be sent, was sent, or could not be.</summary>
public sealed class OutboxMail
{
    /// <summary>RFC 5321 §4.5.3.1.3, a path without its brackets.</summary>
    public const int MaxAddressLength = 254;

    public const int MaxMessageIdLength = 200;
    public const int MaxTroubleLength = 500;

    public required Guid Id { get; init; }

    /// <summary>RFC 5322 §3.6.4. The same however often it is tried, so that a second copy is known as one.</summary>
    public required string MessageId { get; init; }

    public required string Recipient { get; init; }

    /// <summary>The whole message, as it goes over the wire (RFC 5322); empty once it needs no further try.</summary>
    public required byte[] Message { get; init; }

    /// <summary>What it is about, for who asks what became of it.</summary>
    public Guid? About { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>UTC; null where it needs no further try: it was sent, or given up.</summary>
    public required DateTime? NextTryAt { get; set; }

    public int Tries { get; set; }

    /// <summary>UTC.</summary>
    public DateTime? SentAt { get; set; }

    /// <summary>Why it was not taken when last it was tried, in the mail server's own words.</summary>
    public string? Trouble { get; set; }
}
