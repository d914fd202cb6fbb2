using System.Buffers.Text;
using System.Security.Cryptography;

namespace OnlineMeetings.Meetings;

/// <summary>The secret part of a meeting's link: who knows it, finds the meeting.</summary>
public static class MeetingCode
{
    private const int Bytes = 16;

    /// <summary>How many characters a code has: 128 random bits in base64url (RFC 4648 §5).</summary>
    public const int Length = 22;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
}
