using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OnlineMeetings.Housekeeping;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Housekeeping;

public sealed class JobRunsTests : IDisposable
{
    private readonly TestDatabase _db = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 9, 15, 10, 0, 20, TimeSpan.Zero));
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private int _done;

    public void Dispose() => _db.Dispose();

    [Fact]
    public async Task A_job_runs_once_for_each_time_it_is_due()
    {
        await RunAsync(Pace.EachMinute);
        await RunAsync(Pace.EachMinute);
        Assert.Equal(1, _done);

        _time.Advance(TimeSpan.FromSeconds(40));
        await RunAsync(Pace.EachMinute);
        await RunAsync(Pace.EachMinute);
        Assert.Equal(2, _done);
    }

    [Fact]
    public async Task After_a_downtime_what_fell_due_is_done_once()
    {
        await RunAsync(Pace.AtNight);
        _time.Advance(TimeSpan.FromHours(12));
        await RunAsync(Pace.AtNight);
        Assert.Equal(1, _done);

        _time.Advance(TimeSpan.FromDays(5));
        await RunAsync(Pace.AtNight);
        await RunAsync(Pace.AtNight);
        Assert.Equal(2, _done);
    }

    [Fact]
    public async Task Started_twice_at_once_it_does_its_work_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => RunAsync(Pace.AtNight), _ct)));

        Assert.Equal(1, _done);
    }

    [Fact]
    public async Task A_job_that_fails_comes_again_at_its_next_time()
    {
        await new JobRuns(_db, _time, NullLogger<JobRuns>.Instance).OnceAsync("job", Pace.EachMinute, _ => throw new IOException("Full."), _ct);

        _time.Advance(TimeSpan.FromMinutes(1));
        await RunAsync(Pace.EachMinute);

        Assert.Equal(1, _done);
    }

    [Theory]
    [InlineData("2026-09-15T02:29:59+02:00", "2026-09-14T02:30:00+02:00")]
    [InlineData("2026-09-15T02:30:00+02:00", "2026-09-15T02:30:00+02:00")]
    [InlineData("2026-09-15T23:00:00+02:00", "2026-09-15T02:30:00+02:00")]
    public void The_night_is_that_of_the_servers_zone(string now, string due) =>
        Assert.Equal(DateTimeOffset.Parse(due, null), Pace.AtNight.LastDue(DateTimeOffset.Parse(now, null)));

    private Task RunAsync(Pace pace) => new JobRuns(_db, _time, NullLogger<JobRuns>.Instance).OnceAsync("job", pace, _ =>
    {
        Interlocked.Increment(ref _done);
        return Task.CompletedTask;
    }, _ct);
}
