using System.Text.Json;

namespace OnlineMeetings.Bench.Load.Seats;

/// <summary>What browsers say to build a link (js/rtc/signal.js), of a browser's lengths and with nothing behind it.</summary>
internal static class FakeSignal
{
    /// <summary>Of an offer that names what every browser has; an answer is about as long.</summary>
    private const int SdpLength = 6_100;

    private const int Candidates = 4;

    private static readonly string _sdp = "v=0\r\n" + string.Concat(Enumerable.Repeat("a=rtpmap:96 nothing/90000\r\n", SdpLength / 27));

    private static readonly object[] _candidates =
        [.. Enumerable.Range(1, Candidates).Select(at => new { candidate = $"candidate:{at} 1 udp 2122260223 192.0.2.{at} 50000 typ host generation 0 ufrag nobo", sdpMid = "0", sdpMLineIndex = 0, usernameFragment = "nobo" })];

    /// <param name="type">"offer" or "answer".</param>
    /// <param name="from">The sender's stay.</param>
    /// <param name="to">The receiver's.</param>
    public static object Description(string type, string other, long from, long to) =>
        Signal(other, new { from, to, build = 1, description = new { type, sdp = _sdp } });

    public static object Ways(string other, long from, long to) => Signal(other, new { from, to, build = 1, candidates = _candidates });

    private static object Signal(string other, object payload) => new { other, payload = JsonSerializer.Serialize(payload) };
}
