using OnlineMeetings.Accounts;

namespace OnlineMeetings.Tests.Accounts;

public sealed class PasswordHashingTests
{
    [Fact]
    public async Task A_hash_fits_its_password_only()
    {
        using var hashing = new PasswordHashing();
        var hash = await hashing.HashAsync("open sesame", default);
        Assert.NotEqual(hash, await hashing.HashAsync("open sesame", default));
        Assert.True(await hashing.VerifyAsync(hash, "open sesame", default));
        Assert.False(await hashing.VerifyAsync(hash, "open sesamf", default));
    }

    [Fact]
    public async Task No_hash_costs_as_much_as_a_wrong_password()
    {
        using var hashing = new PasswordHashing();
        var hash = await hashing.HashAsync("open sesame", default);
        await hashing.VerifyAsync(hash, "warm", default);
        Assert.False(await hashing.VerifyAsync(null, "", default));
        var (wrong, none) = (double.MaxValue, double.MaxValue);
        // The fastest of some: whatever else the machine does, only adds.
        for (var i = 0; i < 10; i++)
        {
            wrong = Math.Min(wrong, await TimeAsync(() => hashing.VerifyAsync(hash, "wrong", default)));
            none = Math.Min(none, await TimeAsync(() => hashing.VerifyAsync(null, "wrong", default)));
        }
        Assert.InRange(none / wrong, 0.5, 2);
    }

    [Fact]
    public async Task T35_A_crowd_at_once_uses_no_more_threads_than_cores()
    {
        using var hashing = new PasswordHashing();
        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => hashing.VerifyAsync(null, "wrong", default)));
        Assert.InRange(hashing.MostAtOnce, 1, Environment.ProcessorCount);
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var start = TimeProvider.System.GetTimestamp();
        await work();
        return TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;
    }
}
