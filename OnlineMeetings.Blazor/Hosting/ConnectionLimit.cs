using Microsoft.AspNetCore.SignalR;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Hosting;

/// <summary>Each connection costs memory: nobody opens them without end, whatever transport they use.</summary>
internal sealed class ConnectionLimit(OpenConnections connections, Tickets tickets) : IHubFilter
{
    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        var http = context.Context.GetHttpContext()!;
        if (connections.Open(ConnectionOwner.Of(http, tickets)) is not { } connection)
        {
            context.Context.Abort();
            return;
        }
        http.Features.Set(connection);
        context.Context.Items[typeof(OpenConnection)] = connection;
        await next(context);
    }

    public async Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        try
        {
            await next(context, exception);
        }
        finally
        {
            (context.Context.Items[typeof(OpenConnection)] as OpenConnection)?.Dispose();
        }
    }

    /// <summary>Says so already where a connection is asked for: then the page knows why it has none (js/refused.js).</summary>
    public Task RefuseAsync(HttpContext http, RequestDelegate next)
    {
        if (!AsksForConnection(http.Request) || connections.HasRoomFor(ConnectionOwner.Of(http, tickets)))
            return next(http);
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        return Task.CompletedTask;
    }

    private static bool AsksForConnection(HttpRequest request) =>
        request.Path.StartsWithSegments("/_blazor/negotiate", StringComparison.OrdinalIgnoreCase);
}
