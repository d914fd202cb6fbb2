using System.Net;
using System.Net.WebSockets;
using System.Text;

namespace OnlineMeetings.Tests.Support;

/// <summary>The connection of a circuit without a page: what a script opens that wants to have many.</summary>
public sealed class RawConnection : IAsyncDisposable
{
    private const string Handshake = """{"protocol":"blazorpack","version":1}""" + "\u001e";

    private readonly ClientWebSocket _socket = new();

    private RawConnection()
    {
    }

    /// <summary>Opens one without asking first.</summary>
    public static async Task<RawConnection> OpenAsync(Uri server, Browser browser, CancellationToken ct)
    {
        var connection = new RawConnection();
        connection._socket.Options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        connection._socket.Options.Cookies = browser.Cookies;
        connection._socket.Options.SetRequestHeader("Sec-Fetch-Site", "same-origin");
        await connection._socket.ConnectAsync(new UriBuilder(server) { Scheme = "wss", Path = "_blazor" }.Uri, ct);
        await connection._socket.SendAsync(Encoding.UTF8.GetBytes(Handshake), WebSocketMessageType.Text, endOfMessage: true, ct);
        return connection;
    }

    /// <summary>Ends when the server has closed it.</summary>
    public async Task IsClosedByServerAsync(CancellationToken ct)
    {
        var buffer = new byte[1024];
        try
        {
            // The handshake is answered before it is asked who this is.
            while ((await _socket.ReceiveAsync(buffer, ct)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (WebSocketException)
        {
            // Without a word.
        }
    }

    /// <summary>What a page is answered that asks before it connects.</summary>
    public static async Task<HttpStatusCode> AskAsync(Browser browser, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await browser.Http.SendAsync(request, ct);
        return answer.StatusCode;
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return default;
    }
}
