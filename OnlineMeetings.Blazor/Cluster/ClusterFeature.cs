using System.Net;
using System.Net.Sockets;
using OnlineMeetings.Data;
using OnlineMeetings.Hosting;
using Orleans.Configuration;

namespace OnlineMeetings.Cluster;

/// <summary>
/// The part of this server in which rooms live, an Orleans silo. Alone it is a cluster of one; with others on the same database they are one
/// cluster, in which each room is in one place.
/// </summary>
internal static class ClusterFeature
{
    private const string Name = "online-meetings";

    /// <summary>Of so many grains a server knows where they live without asking. Orleans sets the room for them aside at the start: 18 MB for its own million.</summary>
    private const int MostRemembered = 10_000;

    // A server that answers none of three probes in a row is declared dead.
    private const int MissedProbes = 3;

    private static readonly TimeSpan _probeEvery = TimeSpan.FromSeconds(2);

    /// <summary>What a server is asked and has not answered after this is given up: whoever asks hears of it, and asks where the room woke again.</summary>
    private static readonly TimeSpan _answerWithin = TimeSpan.FromSeconds(10);

    public static void AddCluster(this WebApplicationBuilder builder)
    {
        var settings = new SettingsReader(builder.Configuration);
        var (options, database) = (ClusterOptions.Read(settings), DatabaseOptions.Read(settings));
        builder.UseOrleans(silo =>
        {
            var port = options.Port == 0 ? FreePort(options.Address) : options.Port;
            if (options.IsEnabled)
                silo.Join(options.Address, port, database.ConnectionString);
            else
                silo.UseLocalhostClustering(port, gatewayPort: 0, serviceId: Name);
            silo.Configure<GrainDirectoryOptions>(directory => directory.CacheSize = MostRemembered);
        });
        builder.Services.AddSingleton<IFatalErrorHandler, SiloFault>();
        builder.Services.AddSingleton(new LastResort(() => Environment.Exit(1)));
        builder.Services.AddSingleton<Bulletin>();
        builder.Services.AddHostedService<BulletinCarrier>();
        if (options.IsEnabled)
            builder.Services.AddHostedService<Isolation>();
    }

    private static void Join(this ISiloBuilder silo, IPAddress address, int port, string database) => silo
        .UseAdoNetClustering(tables => (tables.Invariant, tables.ConnectionString) = ("Npgsql", database))
        .Configure<Orleans.Configuration.ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (Name, Name))
        .ConfigureEndpoints(address, port, gatewayPort: 0, listenOnAnyHostAddress: false)
        .Configure<ClusterMembershipOptions>(members =>
            (members.ProbeTimeout, members.MaxProbeTimeout, members.NumMissedProbesLimit) = (_probeEvery, _probeEvery, MissedProbes))
        .Configure<SiloMessagingOptions>(messages => messages.ResponseTimeout = _answerWithin);

    // Orleans refuses port 0, so the free one is found here.
    private static int FreePort(IPAddress address)
    {
        using var listener = new TcpListener(address, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
