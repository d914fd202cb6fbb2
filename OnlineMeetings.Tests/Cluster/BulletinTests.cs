using System.Net;
using OnlineMeetings.Accounts;
using OnlineMeetings.Calendar;
using OnlineMeetings.Cluster;
using OnlineMeetings.Meetings;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Cluster;

/// <summary>What pages at one server are told when something is stored at the other.</summary>
public sealed class BulletinTests : IAsyncLifetime
{
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private TestServer _here = null!;
    private TestServer _there = null!;

    public async ValueTask InitializeAsync()
    {
        if (await TestServer.StartClusterAsync() is not [var here, var there])
            throw new InvalidOperationException();
        (_here, _there) = (here, there);
    }

    public async ValueTask DisposeAsync()
    {
        await _there.DisposeAsync();
        await _here.DisposeAsync();
    }

    [Fact]
    public async Task What_the_administrator_sets_here_holds_there_at_once()
    {
        var ana = await _here.UserAsync(await _here.AdministratorAsync());
        var (store, heard) = (_there.Get<ServerSettingsStore>(), new TaskCompletionSource());
        Assert.False((await store.ReadAsync(_ct)).GuestsAllowed);
        using var watch = store.Watch(heard.SetResult);

        await _here.Get<ServerSettingsStore>().ChangeAsync(ana, settings => settings.GuestsAllowed = true, _ct);

        await heard.Task.WaitAsync(_ct);
        Assert.True((await store.ReadAsync(_ct)).GuestsAllowed);
    }

    [Fact]
    public async Task Who_is_reminded_by_the_job_of_one_server_sees_it_in_the_pages_of_the_other()
    {
        var (bo, heard) = (PersonId.New(), new TaskCompletionSource());
        using var watch = _there.Get<ReminderBoard>().Add(bo, heard.SetResult);
        using var another = _there.Get<ReminderBoard>().Add(PersonId.New(), () => Assert.Fail("Somebody else was reminded."));

        _here.Get<Bulletin>().Tell(new RemindersChanged(bo));

        await heard.Task.WaitAsync(_ct);
    }

    [Fact]
    public async Task What_was_guessed_wrong_here_counts_there()
    {
        var (here, there, guesser) = (_here.Get<GuessLimit>(), _there.Get<GuessLimit>(), IPAddress.Parse("198.51.100.7"));
        for (var n = 0; n < GuessLimit.Allowed / 2; n++)
            (await here.BeginAsync(guesser, "a password", _ct)).Dispose();

        await Eventually.FindAsync("the other server holds the guesser up", async () =>
        {
            using var guess = await there.BeginAsync(guesser, "a password", _ct);
            guess.WasRight();
            return guess.RetryAfter is null ? null : guess;
        });

        using var another = await there.BeginAsync(IPAddress.Parse("198.51.100.8"), "a password", _ct);
        Assert.Null(another.RetryAfter);
        another.WasRight();
    }

    [Fact]
    public async Task What_is_told_is_heard_once_where_it_was_told()
    {
        var (times, heard) = (0, new TaskCompletionSource());
        using var here = _here.Get<Bulletin>().Read<SettingsSaved>(_ => Interlocked.Increment(ref times));
        using var there = _there.Get<Bulletin>().Read<SettingsSaved>(_ => heard.SetResult());

        _here.Get<Bulletin>().Tell(new SettingsSaved());

        await heard.Task.WaitAsync(_ct);
        Assert.Equal(1, times);
    }
}
