using System.Diagnostics;
using System.Globalization;
using OnlineMeetings.Bench.Report;
using OnlineMeetings.Data;
using OnlineMeetings.Housekeeping;

namespace OnlineMeetings.Bench.Invitations;

/// <summary>`invitations`: how long who invites many waits for it, and how long others wait meanwhile who want to write.</summary>
internal static class InvitationsCommand
{
    private const int UsualPeople = 500;
    private const int WarmUps = 1;
    private const int Runs = 7;

    // As often as a message is sent where people chat.
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(5);

    public static async Task<int> RunAsync(string[] options)
    {
        var people = options is [var wish, ..] ? int.Parse(wish, CultureInfo.InvariantCulture) : UsualPeople;
        var load = Machine.Load();
        using var office = new Office();
        await office.OpenAsync();

        var together = new List<InvitationsResult.Run>();
        var afterwards = new List<InvitationsResult.Run>();
        for (var run = -WarmUps; run < Runs; run++)
        {
            await Console.Error.WriteLineAsync($"Run {run + WarmUps + 1} of {Runs + WarmUps} …");
            var one = await MeasureAsync(office, () => office.SaveWithMailsAsync(Office.Call(people)), () => Task.CompletedTask);
            var other = await MeasureAsync(office, () => office.SaveAsync(Office.Call(people)), office.WriteMailsAsync);
            if (run < 0)
                continue;
            together.Add(one);
            afterwards.Add(other);
        }
        var result = new InvitationsResult(people, Machine.Here(chromium: null, load), together, afterwards);
        Console.WriteLine(result.Report());
        Console.WriteLine(await ResultFile.WriteAsync("invitations", result));
        return 0;
    }

    private static async Task<InvitationsResult.Run> MeasureAsync(Office office, Func<Task> save, Func<Task> write)
    {
        using var done = new CancellationTokenSource();
        var others = Task.Run(() => WriteOnAsync(office, done.Token));
        var started = Stopwatch.GetTimestamp();
        await Task.Run(save);
        var saved = Stopwatch.GetElapsedTime(started);
        await Task.Run(write);
        var written = Stopwatch.GetElapsedTime(started);
        await done.CancelAsync();
        return new InvitationsResult.Run(saved.TotalMilliseconds, (await others).Max(), written.TotalMilliseconds);
    }

    /// <summary>Somebody else who writes something small again and again; answers how long each took, in milliseconds.</summary>
    private static async Task<List<double>> WriteOnAsync(Office office, CancellationToken done)
    {
        var waits = new List<double>();
        do
        {
            var started = Stopwatch.GetTimestamp();
            await office.Database.WriteAsync(
                async db =>
                {
                    if (await db.JobRuns.FindAsync("Somebody else") is { } run)
                        run.LastAt = DateTime.UtcNow;
                    else
                        db.Add(new JobRun { Name = "Somebody else", LastAt = DateTime.UtcNow });
                },
                CancellationToken.None);
            waits.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            await Task.Delay(_pause, CancellationToken.None);
        }
        while (!done.IsCancellationRequested);
        return waits;
    }
}
