using Microsoft.Extensions.Localization;

namespace OnlineMeetings.Rooms;

/// <summary>The sentences that the browser says by itself, since it must not ask the server first.</summary>
internal static class MediaTexts
{
    public static IReadOnlyDictionary<string, string> All(IStringLocalizer t) => new Dictionary<string, string>(LinkWords.All(t))
    {
        ["microphone.refused"] = t["The browser may not use your microphone. Allow it beside the address, or join without."],
        ["microphone.missing"] = t["No microphone was found. Plug one in, or join without."],
        ["microphone.busy"] = t["Your microphone is used by another program. Close it there, or join without."],
        ["microphone.unsuitable"] = t["The chosen microphone can't be used. Choose another one, or join without."],
        ["microphone.interrupted"] = t["The microphone stopped before it began. Switch it on again, or join without."],
        ["microphone.insecure"] = t["Browsers give the microphone to secure pages only. Open the link with https."],
        ["microphone.silent"] = t["The microphone does not answer. You can join without; it is used as soon as it answers."],
        ["microphone.soundless"] = t["Your microphone gives no sound. Choose another one, or look whether a switch on it or the system’s settings mute it."],
        ["camera.refused"] = t["The browser may not use your camera. Allow it beside the address, or join without."],
        ["camera.missing"] = t["No camera was found. Plug one in, or join without."],
        ["camera.busy"] = t["Your camera is used by another program. Close it there, or join without."],
        ["camera.unsuitable"] = t["The chosen camera can't be used. Choose another one, or join without."],
        ["camera.interrupted"] = t["The camera stopped before it began. Switch it on again, or join without."],
        ["camera.insecure"] = t["Browsers give the camera to secure pages only. Open the link with https."],
        ["camera.silent"] = t["The camera does not answer. You can join without; it is used as soon as it answers."],
        ["microphone.lost"] = t["Your microphone gives no sound any more. Plug it in or allow it beside the address, then switch it on again."],
        ["camera.lost"] = t["Your camera gives no picture any more. Plug it in or allow it beside the address, then switch it on again."],
        ["screen.refused"] = t["The system does not let this browser see the screen. Allow it in the system’s settings, then share again."],
        ["screen.unreadable"] = t["What you chose can’t be shown. Choose another window or screen."],
        ["screen.failed"] = t["Sharing did not start. Try again."],
        ["screen.away"] = t["Sharing needs the server, which is out of reach. Share when the connection is back."],
        ["recording.refused"] = t["The system does not let this browser see the screen. Allow it in the system’s settings, then record again."],
        ["recording.unreadable"] = t["What you chose can’t be recorded. Choose this tab."],
        ["recording.failed"] = t["Recording did not start. Try again."],
        ["recording.away"] = t["Recording needs the server, so that everybody is told. Record when the connection is back."],
        ["level.off"] = t["Your microphone is off"],
        ["level.quiet"] = t["Say something to see whether we hear you"],
        ["level.heard"] = t["We hear you well"],
        ["carries.all"] = t["Your connection carries all {0} seats.", Room.Seats],
        ["carries.some"] = t["This connection can carry {0} people at {1}.", "{0}", "{1}"],
        ["carries.none"] = t["This connection is too slow for pictures. Join with your camera off, or by chat only."],
        ["quality.low"] = t["Low"],
        ["quality.medium"] = t["Medium"],
        ["quality.high"] = t["High"],
        ["way.webOnly"] = t["This network lets only web traffic through, so sound and picture may stutter. Another network is better."],
        ["way.relayAway"] = t["This network does not let you reach the relay, so you may not hear and see everybody. If so, try another network, such as your phone’s."],
        ["way.closed"] = t["This network lets no calls through, so you may hear and see nobody. Try another network, such as your phone’s."],
        ["device.default"] = t["Default"],
        ["device.unnamed"] = t["Device {0}", "{0}"],
        ["door.noAnswer"] = t["The server does not answer. Try again in a moment."],
    };
}
