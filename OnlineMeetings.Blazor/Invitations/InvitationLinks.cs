using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Hosting;

namespace OnlineMeetings.Invitations;

/// <summary>Whose answer a link takes.</summary>
/// <param name="Address">The hash of the attendee's address.</param>
public sealed record InvitationKey(AppointmentId Appointment, string Address)
{
    public bool IsFor(Attendee attendee) => InvitationLinks.HashOf(attendee.Address) == Address;
}

/// <summary>
/// The links by which attendees answer. What is in them is protected by this server's keys and kept nowhere: each mail to somebody
/// has a link of its own, and those of older mails go on working.
/// </summary>
public sealed class InvitationLinks(IDataProtectionProvider protection, PublicAddress address)
{
    private const int IdBytes = 16;
    private const int HashBytes = 16;

    private readonly IDataProtector _protector = protection.CreateProtector(nameof(InvitationLinks));

    /// <summary>Where an attendee answers.</summary>
    /// <param name="of">The one occurrence that it is about.</param>
    /// <param name="answer">What the page proposes; only its button says it.</param>
    public string To(AppointmentId appointment, string attendee, LocalDateTime? of, Answer? answer = null)
    {
        var query = new List<string>();
        if (of is { } occurrence)
            query.Add($"of={IcsTime.Of(occurrence)}");
        if (answer is not null)
            query.Add($"answer={answer}");
        return address.To($"/invitation/{SecretOf(appointment, attendee)}{(query.Count > 0 ? $"?{string.Join('&', query)}" : "")}");
    }

    /// <summary>Null where this server never wrote such a link.</summary>
    public InvitationKey? Read(string secret)
    {
        try
        {
            var read = _protector.Unprotect(Base64Url.DecodeFromChars(secret));
            return read.Length == IdBytes + HashBytes ? new InvitationKey(new AppointmentId(new Guid(read.AsSpan(0, IdBytes))), Convert.ToHexString(read.AsSpan(IdBytes))) : null;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }

    internal string SecretOf(AppointmentId appointment, string attendee) =>
        Base64Url.EncodeToString(_protector.Protect([.. appointment.Value.ToByteArray(), .. Convert.FromHexString(HashOf(attendee))]));

    internal static string HashOf(string attendee) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(attendee.ToUpperInvariant())).AsSpan(0, HashBytes));
}
