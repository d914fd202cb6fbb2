using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace OnlineMeetings.Bench.Bare;

/// <summary>Passes messages on: `join` is answered by who is there already, everything else goes to whom it names.</summary>
internal sealed class Relay
{
    private const int MaxMessage = 64 * 1024;

    private readonly Lock _lock = new();
    private readonly List<Member> _members = [];

    public async Task CarryAsync(HttpContext http)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        using var me = new Member(Guid.NewGuid().ToString("N"), http.Request.QueryString.Value ?? "", socket);
        try
        {
            while (await ReadAsync(socket, http.RequestAborted) is { } message)
                await PassAsync(me, message);
        }
        catch (WebSocketException)
        {
            // The page was closed.
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // So it was.
        }
        finally
        {
            lock (_lock)
                _members.Remove(me);
        }
    }

    private Task PassAsync(Member me, JsonObject message)
    {
        if (message["join"] is not null)
            return me.SendAsync(new JsonObject { ["peers"] = new JsonArray([.. Enter(me).Select(id => (JsonNode)id)]) });
        Member? other;
        lock (_lock)
            other = _members.Find(member => member.Id == (string?)message["to"]);
        message.Remove("to");
        message["from"] = me.Id;
        return other?.SendAsync(message) ?? Task.CompletedTask;
    }

    private string[] Enter(Member me)
    {
        lock (_lock)
        {
            string[] others = [.. _members.Where(member => member.Room == me.Room).Select(member => member.Id)];
            _members.Add(me);
            return others;
        }
    }

    private static async Task<JsonObject?> ReadAsync(WebSocket socket, CancellationToken ct)
    {
        var buffer = new byte[MaxMessage];
        var length = 0;
        ValueWebSocketReceiveResult read;
        do
        {
            read = await socket.ReceiveAsync(buffer.AsMemory(length), ct);
            length += read.Count;
        }
        while (!read.EndOfMessage);
        return read.MessageType == WebSocketMessageType.Close ? null : JsonSerializer.Deserialize<JsonObject>(buffer.AsSpan(0, length));
    }

    private sealed class Member(string id, string room, WebSocket socket) : IDisposable
    {
        private readonly SemaphoreSlim _oneAtATime = new(1);

        public string Id => id;

        public string Room => room;

        public async Task SendAsync(JsonObject message)
        {
            await _oneAtATime.WaitAsync();
            try
            {
                await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            }
            finally
            {
                _oneAtATime.Release();
            }
        }

        public void Dispose() => _oneAtATime.Dispose();
    }
}
