using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OnlineMeetings.Housekeeping;
using OnlineMeetings.Telemetry;
using OnlineMeetings.Tests.Support;
using Quartz;

namespace OnlineMeetings.Tests.Housekeeping;

public sealed class JobRunsTests : IDisposable
{
    private readonly TestDatabase _db = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Figures _figures;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 9, 15, 10, 0, 20, TimeSpan.Zero));
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private int _done;

    public JobRunsTests() => _figures = new Figures(_services.GetRequiredService<IMeterFactory>(), _db);

    public void Dispose()
    {
        _services.Dispose();
        _db.Dispose();
    }

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
        await Runs().OnceAsync("job", Pace.EachMinute, _ => throw new IOException("Full."), _ct);

        _time.Advance(TimeSpan.FromMinutes(1));
        await RunAsync(Pace.EachMinute);

        Assert.Equal(1, _done);
    }

    [Fact]
    public async Task What_a_server_died_in_the_middle_of_is_done_by_the_next_start()
    {
        await DieAsync();
        _time.Advance(TimeSpan.FromMinutes(1));

        await RunAsync(Pace.AtNight);
        await RunAsync(Pace.AtNight);

        Assert.Equal(1, _done);
    }

    [Fact]
    public async Task Of_several_servers_another_one_does_it_only_where_it_is_known_that_the_first_died()
    {
        await DieAsync();
        _time.Advance(TimeSpan.FromMinutes(1));

        await RunAsync(Pace.AtNight, isAlone: false);
        Assert.Equal(0, _done);
        await RunAsync(Pace.AtNight, isAlone: false, inPlaceOfDead: true);
        await RunAsync(Pace.AtNight, isAlone: false, inPlaceOfDead: true);
        Assert.Equal(1, _done);
    }

    [Theory]
    [InlineData("2026-09-15T02:29:59+02:00", "2026-09-14T02:30:00+02:00")]
    [InlineData("2026-09-15T02:30:00+02:00", "2026-09-15T02:30:00+02:00")]
    [InlineData("2026-09-15T23:00:00+02:00", "2026-09-15T02:30:00+02:00")]
    public void The_night_is_that_of_the_servers_zone(string now, string due) =>
        Assert.Equal(DateTimeOffset.Parse(due, null), Pace.AtNight.LastDue(DateTimeOffset.Parse(now, null)));

    /// <summary>T51: a night in which 2:30 is not there has its run, one in which it is there twice has one.</summary>
    [Theory]
    [InlineData(2027, 3, 28)]
    [InlineData(2027, 10, 31)]
    public async Task On_days_of_23_and_25_hours_the_night_is_one(int year, int month, int day)
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var cron = new CronExpression(Pace.AtNight.Cron, berlin);
        var (from, to) = (new DateTimeOffset(year, month, day - 2, 12, 0, 0, TimeSpan.Zero), new DateTimeOffset(year, month, day, 12, 0, 0, TimeSpan.Zero).AddDays(2));
        var nights = new List<DateTime>();
        _time.SetLocalTimeZone(berlin);
        for (var fires = cron.GetNextValidTimeAfter(from); fires < to; fires = cron.GetNextValidTimeAfter(fires.Value))
        {
            _time.SetUtcNow(fires.Value);
            var before = _done;
            await RunAsync(Pace.AtNight);
            if (_done > before)
                nights.Add(TimeZoneInfo.ConvertTime(fires.Value, berlin).Date);
        }

        Assert.Equal([.. Enumerable.Range(-1, 4).Select(n => new DateTime(year, month, day).AddDays(n))], nights);
    }

    private Task RunAsync(Pace pace, bool isAlone = true, bool inPlaceOfDead = false) => Runs(isAlone).OnceAsync("job", pace, _ =>
    {
        Interlocked.Increment(ref _done);
        return Task.CompletedTask;
    }, _ct, inPlaceOfDead);

    /// <summary>The server of a job is gone before its work is.</summary>
    private async Task DieAsync()
    {
        using var end = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Runs().OnceAsync("job", Pace.AtNight, async gone =>
        {
            await end.CancelAsync();
            gone.ThrowIfCancellationRequested();
        }, end.Token));
    }

    private JobRuns Runs(bool isAlone = true) => new(_db, _figures, _time, NullLogger<JobRuns>.Instance, isAlone);
}
