using OnlineMeetings.Bench.Server;

namespace OnlineMeetings.Bench.Load;

/// <summary>A server's memory, in MB.</summary>
/// <param name="Live">Managed, after a full collection.</param>
/// <param name="Resident">All that its process holds of the machine's memory.</param>
internal sealed record Memory(double Live, double Resident)
{
    private const double Mega = 1_000_000;

    public static async Task<Memory> OfAsync(RunningServer server)
    {
        var resident = ResidentOf(server);
        return new Memory(await server.LiveBytesAsync() / Mega, resident);
    }

    public static double ResidentOf(RunningServer server) => server.ResidentBytes / Mega;
}
