using System.Net;
using System.Net.Sockets;
using OnlineMeetings.Data;

namespace OnlineMeetings.Cluster;

/// <summary>
/// Ends a server that reaches neither the database nor any other server: the others have taken it for dead, and its rooms wake with them. Who is
/// still here would sit in a room beside the room.
/// </summary>
internal sealed class Isolation(DatabaseWatch database, ISiloStatusOracle servers, IFatalErrorHandler end) : BackgroundService
{
    private static readonly TimeSpan _lookEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _answerWithin = TimeSpan.FromSeconds(2);

    /// <summary>As long as the others need to notice it.</summary>
    private static readonly TimeSpan _mostAlone = TimeSpan.FromSeconds(8);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var heardAt = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(_lookEvery);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (await HearsAsync(stoppingToken))
            {
                heardAt = TimeProvider.System.GetTimestamp();
            }
            else if (TimeProvider.System.GetElapsedTime(heardAt) > _mostAlone)
            {
                end.OnFatalException(this, "neither the database nor another server can be reached");
                return;
            }
        }
    }

    private async Task<bool> HearsAsync(CancellationToken ct)
    {
        var others = servers.GetApproximateSiloStatuses(onlyActive: true).Keys
            .Where(server => !server.Equals(servers.SiloAddress)).Select(server => AnswersAsync(server.Endpoint, ct)).ToList();
        // A server without others is alone with its people, whatever the database does.
        return others.Count == 0 || (await Task.WhenAll([database.AnswersAsync(ct), .. others])).Any(answers => answers);
    }

    private static async Task<bool> AnswersAsync(IPEndPoint server, CancellationToken ct)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(_answerWithin);
        try
        {
            await socket.ConnectAsync(server, patience.Token);
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return false;
        }
    }
}
