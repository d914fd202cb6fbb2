using System.Diagnostics;
using OnlineMeetings.Bench.Server;

namespace OnlineMeetings.Bench.Load;

/// <summary>Watches the processors and the memory that a server uses for a while.</summary>
internal sealed class Watch : IAsyncDisposable
{
    private static readonly TimeSpan _every = TimeSpan.FromSeconds(2);

    private readonly RunningServer _server;
    private readonly Process _self = Process.GetCurrentProcess();
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly (TimeSpan Server, TimeSpan Client) _before;
    private readonly List<(double Minute, double Resident)> _samples = [];
    private readonly CancellationTokenSource _over = new();
    private readonly Task _sampling;

    public Watch(RunningServer server)
    {
        _server = server;
        _before = Processors();
        _sampling = SampleAsync();
    }

    /// <summary>Processors used on average until now.</summary>
    public (double Server, double Client) Cores
    {
        get
        {
            var (now, time) = (Processors(), Stopwatch.GetElapsedTime(_started));
            return ((now.Server - _before.Server) / time, (now.Client - _before.Client) / time);
        }
    }

    /// <summary>Of the line through all samples (least squares), in MB a minute.</summary>
    public double ResidentSlope
    {
        get
        {
            if (_samples.Count < 2)
                return double.NaN;
            var (minute, resident) = (_samples.Average(s => s.Minute), _samples.Average(s => s.Resident));
            return _samples.Sum(s => (s.Minute - minute) * (s.Resident - resident)) / _samples.Sum(s => Math.Pow(s.Minute - minute, 2));
        }
    }

    /// <summary>No more samples are taken.</summary>
    public async Task StopAsync()
    {
        await _over.CancelAsync();
        await _sampling;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _over.Dispose();
        _self.Dispose();
    }

    private (TimeSpan Server, TimeSpan Client) Processors()
    {
        _self.Refresh();
        return (_server.ProcessorTime, _self.TotalProcessorTime);
    }

    private async Task SampleAsync()
    {
        using var timer = new PeriodicTimer(_every);
        try
        {
            do
                _samples.Add((Stopwatch.GetElapsedTime(_started).TotalMinutes, Memory.ResidentOf(_server)));
            while (await timer.WaitForNextTickAsync(_over.Token));
        }
        catch (OperationCanceledException)
        {
            // Over.
        }
    }
}
