using System.Net;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace OnlineMeetings.Bench.Circuits;

/// <summary>One browser's cookies and headers, without the browser.</summary>
internal sealed class BrowserProfile : IDisposable
{
    private const string Language = "en-GB";

    /// <summary>Nothing is kept open that only a page's first second needs.</summary>
    private static readonly TimeSpan _idle = TimeSpan.FromSeconds(2);

    private readonly CookieContainer _cookies = new();

    public BrowserProfile(Uri server)
    {
        Http = new HttpClient(new SocketsHttpHandler
        {
            CookieContainer = _cookies,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionIdleTimeout = _idle,
            SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
        })
        {
            BaseAddress = server,
        };
        Http.DefaultRequestHeaders.Add("Accept-Language", Language);
        Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
    }

    public HttpClient Http { get; }

    /// <summary>A connection as browsers have it: by WebSocket, compressed where the server wants that, watched as js/room-boot.js does.</summary>
    public HubConnection Hub(string path, IHubProtocol protocol)
    {
        var builder = new HubConnectionBuilder().WithUrl(new Uri(Http.BaseAddress!, path), HttpTransportType.WebSockets, options =>
        {
            options.SkipNegotiation = true;
            options.Cookies = _cookies;
            options.Headers["Accept-Language"] = Language;
            options.Headers["Sec-Fetch-Site"] = "same-origin";
            options.WebSocketConfiguration = socket =>
            {
                socket.RemoteCertificateValidationCallback = (_, _, _, _) => true;
                socket.DangerousDeflateOptions = new();
            };
        });
        builder.WithServerTimeout(TimeSpan.FromSeconds(15)).WithKeepAliveInterval(TimeSpan.FromSeconds(5));
        builder.Services.RemoveAll<IHubProtocol>();
        builder.Services.AddSingleton(protocol);
        return builder.Build();
    }

    public void Dispose() => Http.Dispose();
}
