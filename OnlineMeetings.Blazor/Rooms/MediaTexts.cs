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
        ["camera.refused"] = t["The browser may not use your camera. Allow it beside the address, or join without."],
        ["camera.missing"] = t["No camera was found. Plug one in, or join without."],
        ["camera.busy"] = t["Your camera is used by another program. Close it there, or join without."],
        ["camera.unsuitable"] = t["The chosen camera can't be used. Choose another one, or join without."],
        ["camera.interrupted"] = t["The camera stopped before it began. Switch it on again, or join without."],
        ["camera.insecure"] = t["Browsers give the camera to secure pages only. Open the link with https."],
        ["camera.silent"] = t["The camera does not answer. You can join without; it is used as soon as it answers."],
        ["screen.refused"] = t["The system does not let this browser see the screen. Allow it in the system’s settings, then share again."],
        ["screen.unreadable"] = t["What you chose can’t be shown. Choose another window or screen."],
        ["screen.failed"] = t["Sharing did not start. Try again."],
        ["screen.away"] = t["Sharing needs the server, which is out of reach. Share when the connection is back."],
        ["level.off"] = t["Your microphone is off"],
        ["level.quiet"] = t["Say something to see whether we hear you"],
        ["level.heard"] = t["We hear you well"],
        ["device.default"] = t["Default"],
        ["device.unnamed"] = t["Device {0}", "{0}"],
        ["door.noAnswer"] = t["The server does not answer. Try again in a moment."],
    };
}
