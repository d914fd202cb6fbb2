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
        "js/engine.js", "js/place.js", "js/rtc/capture.js", "js/rtc/certificate.js", "js/rtc/codecs.js", "js/rtc/condition.js",
        "js/rtc/device.js", "js/rtc/devices.js", "js/rtc/draft.js", "js/rtc/health.js", "js/rtc/healths.js", "js/rtc/hearing.js",
        "js/rtc/level.js", "js/rtc/link.js", "js/rtc/loss.js", "js/rtc/mesh.js", "js/rtc/mix.js", "js/rtc/outbox.js", "js/rtc/pace.js",
        "js/rtc/peer.js", "js/rtc/preferences.js", "js/rtc/quality.js", "js/rtc/recording.js", "js/rtc/repair.js", "js/rtc/report.js",
        "js/rtc/review.js", "js/rtc/room-code.js", "js/rtc/screen.js", "js/rtc/sender.js", "js/rtc/signal.js", "js/rtc/silence.js",
        "js/rtc/slots.js", "js/rtc/speaking.js", "js/rtc/stats.js", "js/rtc/steady.js", "js/rtc/strain.js", "js/rtc/upload.js",
        "js/rtc/wake.js", "js/rtc/wish.js", "js/sound.js", "js/tab-title.js", "js/wake-lock.js",
    ];

    /// <summary>Of the frame: what starts the circuit, what the circuit asks for first, and what lays out the stage.</summary>
    public static readonly IReadOnlyList<string> Frame =
    [
        "js/chime.js", "js/code-view.js", "js/copy-diagnostics.js", "js/diagnostics.js", "js/floor.js", "js/health-view.js", "js/keys.js",
        "js/layout.js", "js/lost-devices.js", "js/outer.js", "js/reactions.js", "js/refused.js", "js/room-boot.js", "js/rtc/level.js",
        "js/rtc/screen.js", "js/rtc/sight.js", "js/rtc/wish.js", "js/said.js", "js/share.js", "js/soundless.js", "js/tile-menu.js", "js/view.js",
        "Rooms/DoorForm.razor.js", "Rooms/RoomPage.razor.js", "Rooms/Stage.razor.js",
    ];
}
