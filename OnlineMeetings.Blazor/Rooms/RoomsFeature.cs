using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Orleans.Configuration;

namespace OnlineMeetings.Rooms;

internal static class RoomsFeature
{
    /// <summary>Of so many grains a server knows where they live without asking. Orleans sets the room for them aside at the start: 18 MB for its own million.</summary>
    private const int MostRemembered = 10_000;

    public static void AddRooms(this WebApplicationBuilder builder)
    {
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(siloPort: FreeLoopbackPort(), gatewayPort: 0, serviceId: "online-meetings")
            .Configure<GrainDirectoryOptions>(directory => directory.CacheSize = MostRemembered));
        builder.Services.AddSingleton<LiveRooms>();
        builder.Services.AddSingleton<RoomTokens>();
        builder.Services.AddSingleton<IceServers>();
        builder.Services.AddSingleton<UploadTrials>();
        builder.Services.AddScoped<RoomSessions>();
        builder.Services.AddScoped<RoomDoor>();
        builder.Services.AddScoped<Presence>();
        builder.Services.AddScoped<CopiedInvitation>();
        builder.Services.AddSingleton<ILiveCounts, LiveCounts>();
        builder.Services.AddSingleton<LiveLedger>();
        builder.Services.AddHostedService(services => services.GetRequiredService<LiveLedger>());
        builder.Services.AddSingleton<ParticipationLedger>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ParticipationLedger>());
        builder.Services.AddScoped<CircuitPulse>();
        builder.Services.AddScoped<CircuitHandler>(services => services.GetRequiredService<CircuitPulse>());
    }

    public static void MapRooms(this WebApplication app)
    {
        app.MapMeetingShell();
        app.MapPresence();
        app.MapConnectionCheck();
    }

    // Orleans refuses port 0, so the free one is found here.
    private static int FreeLoopbackPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
