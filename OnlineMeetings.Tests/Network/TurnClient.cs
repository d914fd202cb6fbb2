using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Tests.OnNetworks;

/// <summary>A client of TURN over UDP (RFC 8656) without scruples. Its requests answer <see cref="Done"/> or the server's error code.</summary>
internal sealed class TurnClient : IDisposable
{
    public const int Done = 0;
    public const int Unauthorized = 401;
    public const int Forbidden = 403;

    private const ushort Username = 0x0006, MessageIntegrity = 0x0008, ErrorCode = 0x0009, ChannelNumber = 0x000C, XorPeerAddress = 0x0012,
        Realm = 0x0014, Nonce = 0x0015, RequestedAddressFamily = 0x0017, RequestedTransport = 0x0019;

    private const byte Udp = 17;
    private const byte IPv4 = 1, IPv6 = 2;
    private const int AnyPort = 9;

    private static readonly TimeSpan _sayAgainAfter = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    private readonly UdpClient _socket;
    private readonly string _username;
    private readonly string _password;
    private byte[] _realm = [];
    private byte[] _nonce = [];
    private ushort _channel = 0x4000;

    public TurnClient(IPEndPoint server, IceServer credentials)
    {
        _socket = new UdpClient(server.AddressFamily);
        _socket.Connect(server);
        (_username, _password) = (credentials.Username!, credentials.Credential!);
    }

    /// <summary>Asks for an address of the server's own, from which it sends to peers of the same family.</summary>
    public async Task<int> AllocateAsync(AddressFamily family)
    {
        Attribute[] wish = [new(RequestedTransport, [Udp, 0, 0, 0]), new(RequestedAddressFamily, [FamilyOf(family), 0, 0, 0])];
        // The first answer is always no, and says what credentials are asked for.
        Assert.Equal(Unauthorized, await AskAsync(Method.Allocate, wish));
        return await AskAsync(Method.Allocate, wish);
    }

    public Task<int> CreatePermissionAsync(IPAddress peer) => AskAsync(Method.CreatePermission, transaction => [PeerOf(peer, transaction)]);

    public Task<int> BindChannelAsync(IPAddress peer)
    {
        var number = new byte[4];
        BinaryPrimitives.WriteUInt16BigEndian(number, _channel++);
        return AskAsync(Method.ChannelBind, transaction => [new(ChannelNumber, number), PeerOf(peer, transaction)]);
    }

    public void Dispose() => _socket.Dispose();

    private Task<int> AskAsync(Method method, Attribute[] attributes) => AskAsync(method, _ => attributes);

    private async Task<int> AskAsync(Method method, Func<byte[], Attribute[]> attributes)
    {
        var transaction = RandomNumberGenerator.GetBytes(12);
        var request = Write(method, transaction, attributes(transaction));
        using var waiting = new CancellationTokenSource(_patience);
        while (true)
        {
            await _socket.SendAsync(request, waiting.Token);
            if (await AnswerAsync(transaction, waiting.Token) is { } answer)
                return Read(answer);
        }
    }

    /// <summary>Null where nothing came: UDP may lose what is sent.</summary>
    private async Task<byte[]?> AnswerAsync(byte[] transaction, CancellationToken ct)
    {
        using var turn = CancellationTokenSource.CreateLinkedTokenSource(ct);
        turn.CancelAfter(_sayAgainAfter);
        try
        {
            while (true)
            {
                var answer = (await _socket.ReceiveAsync(turn.Token)).Buffer;
                if (answer.AsSpan(8, 12).SequenceEqual(transaction))
                    return answer;
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    private byte[] Write(Method method, byte[] transaction, IEnumerable<Attribute> attributes)
    {
        var body = new MemoryStream();
        foreach (var attribute in attributes)
            Append(body, attribute);
        if (_nonce.Length > 0)
        {
            Append(body, new(Username, Encoding.UTF8.GetBytes(_username)));
            Append(body, new(Realm, _realm));
            Append(body, new(Nonce, _nonce));
            // The length of the header counts the signature already (RFC 8489, section 14.5).
            Append(body, new(MessageIntegrity, Sign([.. Header(method, transaction, (int)body.Length + 24), .. body.ToArray()])));
        }
        return [.. Header(method, transaction, (int)body.Length), .. body.ToArray()];
    }

    private static byte[] Header(Method method, byte[] transaction, int length)
    {
        var header = new byte[20];
        BinaryPrimitives.WriteUInt16BigEndian(header, (ushort)method);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), (ushort)length);
        Cookie.CopyTo(header.AsSpan(4));
        transaction.CopyTo(header, 8);
        return header;
    }

    private static void Append(MemoryStream body, Attribute attribute)
    {
        var head = new byte[4];
        BinaryPrimitives.WriteUInt16BigEndian(head, attribute.Type);
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(2), (ushort)attribute.Value.Length);
        body.Write(head);
        body.Write(attribute.Value);
        body.Write(new byte[Padding(attribute.Value.Length)]);
    }

    private int Read(byte[] answer)
    {
        var error = Done;
        for (var at = 20; at + 4 <= answer.Length;)
        {
            var type = BinaryPrimitives.ReadUInt16BigEndian(answer.AsSpan(at));
            var length = BinaryPrimitives.ReadUInt16BigEndian(answer.AsSpan(at + 2));
            var value = answer.AsSpan(at + 4, length);
            if (type == ErrorCode)
                error = (value[2] * 100) + value[3];
            else if (type == Realm)
                _realm = value.ToArray();
            else if (type == Nonce)
                _nonce = value.ToArray();
            at += 4 + length + Padding(length);
        }
        return error;
    }

#pragma warning disable CA5350, CA5351 // The protocol's long-term credentials (RFC 8489, section 9.2.2).
    private byte[] Sign(byte[] text) =>
        HMACSHA1.HashData(MD5.HashData(Encoding.UTF8.GetBytes($"{_username}:{Encoding.UTF8.GetString(_realm)}:{_password}")), text);
#pragma warning restore CA5350, CA5351

    /// <summary>The address xored with cookie and transaction (RFC 8489, section 14.2).</summary>
    private static Attribute PeerOf(IPAddress peer, byte[] transaction)
    {
        byte[] mask = [.. Cookie, .. transaction];
        var port = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(port, AnyPort);
        return new(XorPeerAddress, [0, FamilyOf(peer.AddressFamily), .. Xor(port, mask), .. Xor(peer.GetAddressBytes(), mask)]);
    }

    private static IEnumerable<byte> Xor(byte[] bytes, byte[] mask) => bytes.Zip(mask, (one, other) => (byte)(one ^ other));

    private static byte FamilyOf(AddressFamily family) => family == AddressFamily.InterNetwork ? IPv4 : IPv6;

    private static int Padding(int length) => (4 - (length % 4)) % 4;

    private static ReadOnlySpan<byte> Cookie => [0x21, 0x12, 0xA4, 0x42];

    private enum Method : ushort
    {
        Allocate = 0x0003,
        CreatePermission = 0x0008,
        ChannelBind = 0x0009,
    }

    private readonly record struct Attribute(ushort Type, byte[] Value);
}
