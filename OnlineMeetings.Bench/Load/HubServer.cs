using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OnlineMeetings.Bench.Bare;

namespace OnlineMeetings.Bench.Load;

/// <summary>The floor: a bare SignalR hub that passes a text on to one group. A process of its own, over https, like the program.</summary>
internal static class HubServer
{
    /// <summary>What this program is called with to be that server.</summary>
    public const string Command = "hub";

    public const string Path = "hub";

    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = BareServer.Certificate()));
        // As the program watches its connections.
        builder.Services.AddSignalR(hub => (hub.KeepAliveInterval, hub.ClientTimeoutInterval) = (TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15))).AddMessagePackProtocol();
        var app = builder.Build();
        app.MapHub<Room>($"/{Path}");
        await app.RunAsync();
        return 0;
    }

    private sealed class Room : Hub
    {
        private const string Everybody = "everybody";

        public override Task OnConnectedAsync() => Groups.AddToGroupAsync(Context.ConnectionId, Everybody);

        public Task Say(string text) => Clients.Group(Everybody).SendAsync("Said", text);
    }
}
