using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace OnlineMeetings.Data;

/// <summary>
/// Hands things out as texts that nobody else can make or read, and that are good for a while by the clock which all servers share (the
/// framework's own limit goes by each machine's).
/// </summary>
/// <param name="purpose">What they are for: what was sealed for one purpose opens for no other.</param>
internal sealed class Seal<T>(IDataProtectionProvider protection, string purpose, TimeSpan lifetime, TimeProvider time)
    where T : class
{
    private readonly IDataProtector _protector = protection.CreateProtector(purpose);

    public string Close(T what) => _protector.Protect(JsonSerializer.Serialize(new Sealed(what, time.GetUtcNow() + lifetime)));

    /// <summary>Null for what was not sealed here, or too long ago.</summary>
    public T? Open(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        try
        {
            return JsonSerializer.Deserialize<Sealed>(_protector.Unprotect(text)) is { } found && time.GetUtcNow() < found.Until ? found.What : null;
        }
        catch (Exception e) when (e is CryptographicException or JsonException or FormatException)
        {
            return null;
        }
    }

    private sealed record Sealed(T What, DateTimeOffset Until);
}
