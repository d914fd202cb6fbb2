using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace OnlineMeetings.Bench.Server;

/// <summary>A server in a process of its own on a free port of this machine, with a data folder that goes when it goes: the published program.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    /// <summary>What ASP.NET Core prints when it listens.</summary>
    private const string Started = "Application started";

    private static readonly TimeSpan _startsWithin = TimeSpan.FromMinutes(3);

    private static int _begun;

    private readonly Process _process;
    private readonly DirectoryInfo _data;
    private readonly StreamWriter _log;
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningServer(Process process, DirectoryInfo data, StreamWriter log, Uri address) =>
        (_process, _data, _log, Address) = (process, data, log, address);

    public Uri Address { get; }

    /// <summary>What the server's process has used until now.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>How much of the machine's memory it holds now, in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>What of its managed memory is alive, in bytes, after it was made to collect all garbage.</summary>
    public Task<long> LiveBytesAsync() => LiveMemory.ReadAsync(_process.Id);

    /// <param name="furnish">Fills the data folder before the server starts.</param>
    /// <param name="arguments">Of the command line, for another server than the program.</param>
    public static async Task<RunningServer> StartAsync(string program, Func<DirectoryInfo, Task>? furnish = null, params string[] arguments)
    {
        var data = Directory.CreateTempSubdirectory("meetings-bench-");
        if (furnish is not null)
            await furnish(data);
        var address = new Uri($"https://localhost:{FreePort()}");
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                // The program's own way to collect garbage, for all that is set beside it.
                Environment = { ["Urls"] = address.GetLeftPart(UriPartial.Authority), ["Data__Folder"] = data.FullName, ["DOTNET_gcServer"] = "1" },
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        var server = new RunningServer(process, data, OpenLog(), address);
        process.OutputDataReceived += server.Log;
        process.ErrorDataReceived += server.Log;
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => server._started.TrySetException(
            new InvalidOperationException($"The server ended at its start; its log is in {Repository.Artifacts}."));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await server._started.Task.WaitAsync(_startsWithin);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        await _log.DisposeAsync();
        _data.Delete(recursive: true);
    }

    /// <summary>Of the first "server 1.log", and so on.</summary>
    private static StreamWriter OpenLog() =>
        new(Path.Combine(Directory.CreateDirectory(Path.Combine(Repository.Artifacts, "bench")).FullName, $"server {++_begun}.log"));

    private void Log(object sender, DataReceivedEventArgs line)
    {
        lock (_log)
            _log.WriteLine(line.Data);
        if (line.Data?.Contains(Started, StringComparison.Ordinal) == true)
            _started.TrySetResult();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
