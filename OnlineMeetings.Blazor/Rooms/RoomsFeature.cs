using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace OnlineMeetings.Rooms;

internal static class RoomsFeature
{
    public static void AddRooms(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IJsonTypeInfoResolver>(RoomJson.Default);
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
        builder.Services.AddSingleton(new Standstill(TimeProvider.System));
        builder.Services.AddHostedService(services => services.GetRequiredService<Standstill>());
        builder.Services.AddScoped<CircuitPulse>();
        builder.Services.AddScoped<CircuitHandler>(services => services.GetRequiredService<CircuitPulse>());
    }

    public static void MapRooms(this WebApplication app)
    {
        app.MapMeetingShell();
        app.MapPresence();
        app.MapConnectionCheck();
    }
}
