using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Rooms;

/// <summary>What a page asks of its room, whose server may die at any time.</summary>
internal sealed partial class RoomCalls(IRoomGrain room, MeetingId meeting, TimeProvider time, ILogger log, CancellationToken gone)
{
    /// <summary>By then the others have noticed that a server is dead, and the room has woken with one of them, also where it waited for the database.</summary>
    private static readonly TimeSpan _patience = DatabaseWatch.Patience + TimeSpan.FromSeconds(10);

    private static readonly TimeSpan _askAgain = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private Task _last = Task.CompletedTask;

    /// <summary>
    /// What somebody wants is asked until the room answers, which may be where it woke again. One after another, so that what has to be asked
    /// again does not overtake what was wanted later.
    /// </summary>
    public Task<T> AskAsync<T>(Func<IRoomGrain, Task<T>> ask)
    {
        lock (_lock)
        {
            var asked = AfterAsync(_last, ask, time.GetTimestamp());
            _last = asked;
            return asked;
        }
    }

    /// <inheritdoc cref="AskAsync{T}"/>
    public Task AskAsync(Func<IRoomGrain, Task> ask) => AskAsync(async one => { await ask(one); return true; });

    /// <summary>Without waiting for what was wanted before: by this one is inside, where all else is wanted.</summary>
    public Task<T> AskAtOnceAsync<T>(Func<IRoomGrain, Task<T>> ask) => UntilAnsweredAsync(ask, time.GetTimestamp());

    /// <summary>What is of this moment only, or said again anyway, is asked once.</summary>
    /// <returns>Whether the room heard it.</returns>
    public async Task<bool> TryAsync(Func<IRoomGrain, Task> ask)
    {
        try
        {
            await ask(room);
            return true;
        }
        catch (Exception e)
        {
            if (!gone.IsCancellationRequested)
                NotReached(log, meeting, e);
            return false;
        }
    }

    private async Task<T> AfterAsync<T>(Task before, Func<IRoomGrain, Task<T>> ask, long wantedAt)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        gone.ThrowIfCancellationRequested();
        return await UntilAnsweredAsync(ask, wantedAt);
    }

    private async Task<T> UntilAnsweredAsync<T>(Func<IRoomGrain, Task<T>> ask, long wantedAt)
    {
        while (true)
        {
            try
            {
                return await ask(room);
            }
            catch (Exception e) when (LiveRooms.IsAway(e) && !gone.IsCancellationRequested && time.GetElapsedTime(wantedAt) < _patience)
            {
                NotReached(log, meeting, e);
                await Task.Delay(_askAgain, time, gone);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The room of {Meeting} did not answer")]
    private static partial void NotReached(ILogger log, MeetingId meeting, Exception e);
}
