using System.Diagnostics;
using System.Text;
using OnlineMeetings.Bench.Circuits;

namespace OnlineMeetings.Bench.Load.Full;

/// <summary>Milliseconds of each step of one who comes to a meeting and looks at what is there; nobody thinks or types in between.</summary>
/// <param name="Door">From the request of the link until a click on Join would do something.</param>
/// <param name="Join">From that click until the room is drawn.</param>
/// <param name="Chat">From the click on Chat until the newest message is drawn.</param>
/// <param name="Files">From the click on Files until the newest file is drawn.</param>
internal sealed record Visit(double Door, double Join, double Chat, double Files)
{
    /// <summary>From the link to the newest message.</summary>
    public double Open => Door + Join + Chat;

    public static async Task<Visit> MeasureAsync(Uri server, string code, int number)
    {
        var (message, file) = (new Sighting(FullMeeting.NewestMessage), new Sighting(FullMeeting.NewestFile));
        await using var attendee = new Attendee(server, code, $"Guest {number}", (batch, at) =>
        {
            message.Look(batch, at);
            file.Look(batch, at);
        });
        var door = await TimeAsync(() => attendee.ArriveAsync(CancellationToken.None));
        var join = await TimeAsync(() => attendee.JoinAsync(wantsSeat: false, CancellationToken.None));
        return new Visit(door, join, await message.AfterAsync(attendee.OpenChatAsync), await file.AfterAsync(() => attendee.OpenPanelAsync("Files")));
    }

    private static async Task<double> TimeAsync(Func<Task> step)
    {
        var started = Stopwatch.GetTimestamp();
        await step();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    /// <summary>When something is drawn for the first time.</summary>
    private sealed class Sighting(string words)
    {
        private readonly byte[] _words = Encoding.UTF8.GetBytes(words);
        private readonly TaskCompletionSource<long> _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Look(RenderBatch batch, long at)
        {
            if (!_seen.Task.IsCompleted && batch.Shows(_words))
                _seen.TrySetResult(at);
        }

        public async Task<double> AfterAsync(Func<Task> step)
        {
            var started = Stopwatch.GetTimestamp();
            await step();
            return Stopwatch.GetElapsedTime(started, await _seen.Task.WaitAsync(Circuit.Patience)).TotalMilliseconds;
        }
    }
}
