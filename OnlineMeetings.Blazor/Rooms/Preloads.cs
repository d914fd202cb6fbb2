namespace OnlineMeetings.Rooms;

/// <summary>
/// The modules that a meeting's two documents need until one can join. Named in their heads, they are asked for all at once; else
/// each would be found in the one that imports it, one round trip after the other.
/// </summary>
internal static class Preloads
{
    /// <summary>Of the shell: what js/shell.js imports, and what that imports.</summary>
    public static readonly IReadOnlyList<string> Shell =
    [
        "js/engine.js", "js/place.js", "js/sound.js", "js/tab-title.js",
        "js/rtc/capture.js", "js/rtc/device.js", "js/rtc/devices.js", "js/rtc/link.js", "js/rtc/mesh.js", "js/rtc/outbox.js", "js/rtc/peer.js",
        "js/rtc/quality.js", "js/rtc/repair.js", "js/rtc/signal.js", "js/rtc/slots.js", "js/rtc/speaking.js", "js/rtc/stats.js",
    ];

    /// <summary>Of the frame: what starts the circuit, and what the circuit asks for first.</summary>
    public static readonly IReadOnlyList<string> Frame =
    [
        "js/keys.js", "js/outer.js", "js/reactions.js", "js/refused.js", "js/room-boot.js", "js/rtc/level.js", "Rooms/DoorForm.razor.js", "Rooms/RoomPage.razor.js",
    ];
}
