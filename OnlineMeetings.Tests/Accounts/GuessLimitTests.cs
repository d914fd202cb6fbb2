using System.Net;
using Microsoft.Extensions.Time.Testing;
using OnlineMeetings.Accounts;
using OnlineMeetings.Cluster;

namespace OnlineMeetings.Tests.Accounts;

public sealed class GuessLimitTests
{
    private static readonly IPAddress _eve = IPAddress.Parse("203.0.113.7");

    private readonly FakeTimeProvider _time = new();
    private readonly GuessLimit _limit;

    public GuessLimitTests() => _limit = new GuessLimit(new Bulletin(), _time);

    [Fact]
    public async Task Of_a_thousand_wrong_guesses_ten_are_checked_in_ten_minutes()
    {
        var checkedOnes = 0;
        for (var i = 0; i < 1000; i++)
        {
            checkedOnes += await GuessAsync(right: false) ? 1 : 0;
            _time.Advance(GuessLimit.Period / 1001);
        }
        Assert.Equal(10, checkedOnes);
        _time.Advance(GuessLimit.Period);
        Assert.True(await GuessAsync(right: false));
    }

    [Fact]
    public async Task A_thousand_guesses_at_once_are_no_way_around()
    {
        var checkedOnes = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => Task.Run(() => GuessAsync(right: false))));
        Assert.Equal(5, checkedOnes.Count(was => was));
    }

    [Fact]
    public async Task Right_ones_do_not_count_however_many_come_at_once()
    {
        var checkedOnes = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => GuessAsync(right: true))));
        Assert.All(checkedOnes, Assert.True);
    }

    [Fact]
    public async Task After_five_wrong_within_a_minute_each_further_one_waits()
    {
        for (var i = 0; i < 5; i++)
            Assert.True(await GuessAsync(right: false));
        using (var sixth = await _limit.BeginAsync(_eve, "door", default))
            Assert.Equal(5, sixth.RetryAfterSeconds);
        _time.Advance(GuessLimit.Pause);
        Assert.True(await GuessAsync(right: false));
        Assert.False(await GuessAsync(right: false));
    }

    [Fact]
    public async Task Somebody_slow_is_not_slowed_down()
    {
        for (var i = 0; i < 9; i++)
        {
            Assert.True(await GuessAsync(right: false));
            _time.Advance(TimeSpan.FromSeconds(16));
        }
    }

    [Fact]
    public async Task Other_addresses_and_other_things_are_not_held_up()
    {
        for (var i = 0; i < 10; i++)
            await GuessAsync(right: false);
        Assert.True(await GuessAsync(right: false, address: IPAddress.Parse("203.0.113.8")));
        Assert.True(await GuessAsync(right: false, thing: "another door"));
    }

    [Fact]
    public async Task A_household_of_IPv6_is_one_address()
    {
        for (var i = 0; i < 5; i++)
            Assert.True(await GuessAsync(right: false, address: IPAddress.Parse($"2001:db8:0:1::{i}")));
        Assert.False(await GuessAsync(right: false, address: IPAddress.Parse("2001:db8:0:1:ffff::1")));
        Assert.True(await GuessAsync(right: false, address: IPAddress.Parse("2001:db8:0:2::1")));
    }

    [Fact]
    public async Task An_abandoned_guess_counts_as_wrong_and_holds_nobody_up()
    {
        for (var i = 0; i < 5; i++)
        {
            using var abandoned = await _limit.BeginAsync(_eve, "door", default);
        }
        Assert.False(await GuessAsync(right: false));
    }

    [Fact]
    public async Task Memory_is_bounded_and_the_newest_are_kept()
    {
        for (var i = 0; i < 5; i++)
            await GuessAsync(right: false);
        for (var i = 0; i < 50_000; i++)
        {
            await GuessAsync(right: false, address: new IPAddress([10, (byte)(i >> 16), (byte)(i >> 8), (byte)i]));
            Assert.InRange(_limit.Kept, 0, 20_000);
        }
        _time.Advance(GuessLimit.Period);
        await GuessAsync(right: false, address: IPAddress.Parse("192.0.2.1"));
    }

    private async Task<bool> GuessAsync(bool right, IPAddress? address = null, string thing = "door")
    {
        using var guess = await _limit.BeginAsync(address ?? _eve, thing, default);
        if (guess.RetryAfter is not null)
            return false;
        await Task.Yield();
        if (right)
            guess.WasRight();
        return true;
    }
}
