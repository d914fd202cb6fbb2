using System.Diagnostics;

namespace OnlineMeetings.Tests.Cluster;

/// <summary>The real program in a process of its own, which can be killed, beside a server of the test and on its database.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Returns when it answers.</summary>
    /// <param name="address">Null for any that is free.</param>
    /// <param name="settings">Configuration keys and their values.</param>
    public static Task<ServerProcess> StartAsync(TestServer beside, Uri? address = null, params (string Key, string Value)[] settings) =>
        StartAsync(["dotnet"], beside, address, settings);

    /// <param name="by">What starts it, followed by the program's path and its arguments.</param>
    public static async Task<ServerProcess> StartAsync(string[] by, TestServer beside, Uri? address, params (string Key, string Value)[] settings)
    {
        address ??= new Uri($"https://localhost:{TestServer.FreePort()}");
        (string Key, string Value)[] all =
        [
            ("Urls", address.GetLeftPart(UriPartial.Authority)), ("Data:Folder", beside.Folder), ("Database:Provider", "PostgreSql"),
            ("ConnectionStrings:Default", beside.Database!), ("Logging:LogLevel:Default", "Warning"), .. TestServer.Clustered, .. settings,
        ];
        var program = Path.Combine(AppContext.BaseDirectory, "OnlineMeetings.Blazor.dll");
        var process = Process.Start(new ProcessStartInfo(by[0], [.. by[1..], program, .. all.Select(one => $"--{one.Key}={one.Value}")]) { UseShellExecute = false })!;
        var server = new ServerProcess(process, address);
        try
        {
            await Ready.UntilAsync(process, address);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public bool HasEnded => _process.HasExited;

    /// <summary>Ends it without a word.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }
}
