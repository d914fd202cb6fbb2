using System.Buffers.Binary;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace OnlineMeetings.Accounts;

/// <summary>
/// The one gate to password hashes, of accounts and meetings alike. Hashing is meant to be slow: it runs on threads of its
/// own, never on more than there are cores, so that a crowd at the door does not take the rest of the server with it.
/// </summary>
public sealed class PasswordHashing : IDisposable
{
    /// <summary>PBKDF2-HMAC-SHA512 rounds, as OWASP's Password Storage Cheat Sheet asks for.</summary>
    private const int Rounds = 210_000;

    private static readonly string _nobodys = HashOfNobody();

    private readonly PasswordHasher<object> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));
    private readonly SemaphoreSlim _cores = new(Environment.ProcessorCount);
    private int _atOnce;
    private int _mostAtOnce;

    /// <summary>The most hashes that were ever computed at the same time.</summary>
    internal int MostAtOnce => _mostAtOnce;

    public Task<string> HashAsync(string password, CancellationToken ct) =>
        RunAsync(() => _hasher.HashPassword(this, password), ct);

    /// <summary>Whether this is the password of that hash. Without a hash it is not, which takes just as long to find out.</summary>
    public Task<bool> VerifyAsync(string? hash, string password, CancellationToken ct) =>
        RunAsync(() => _hasher.VerifyHashedPassword(this, hash ?? _nobodys, password) != PasswordVerificationResult.Failed && hash is not null, ct);

    public void Dispose() => _cores.Dispose();

    private async Task<T> RunAsync<T>(Func<T> work, CancellationToken ct)
    {
        await _cores.WaitAsync(ct);
        try
        {
            // The thread pool has as few threads as there are cores, and needs them for everything else.
            return await Task.Factory.StartNew(() => Counted(work), ct, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            _cores.Release();
        }
    }

    // Identity's third format: its number, HMAC-SHA512, the rounds, the length of the salt, the salt, the key. No password has
    // this key, but to see that takes all the rounds.
    private static string HashOfNobody()
    {
        const int saltBytes = 16, keyBytes = 32, head = 13;
        var hash = new byte[head + saltBytes + keyBytes];
        hash[0] = 1;
        BinaryPrimitives.WriteInt32BigEndian(hash.AsSpan(1), 2);
        BinaryPrimitives.WriteInt32BigEndian(hash.AsSpan(5), Rounds);
        BinaryPrimitives.WriteInt32BigEndian(hash.AsSpan(9), saltBytes);
        return Convert.ToBase64String(hash);
    }

    private T Counted<T>(Func<T> work)
    {
        var now = Interlocked.Increment(ref _atOnce);
        InterlockedMax(ref _mostAtOnce, now);
        try
        {
            return work();
        }
        finally
        {
            Interlocked.Decrement(ref _atOnce);
        }
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = target; value > seen; seen = target)
        {
            if (Interlocked.CompareExchange(ref target, value, seen) == seen)
                return;
        }
    }
}
