using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OnlineMeetings.Meetings;

/// <summary>The secret part of a meeting's link: who knows it, finds the meeting.</summary>
public static class MeetingCode
{
    private const int Bytes = 16;

    /// <summary>How many characters a code has: 128 random bits in base64url (RFC 4648 §5).</summary>
    public const int Length = 22;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Tells two codes apart without giving them away.</summary>
    public static string MarkOf(string code) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(code)).AsSpan(0, 8));
}
