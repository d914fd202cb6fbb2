using Microsoft.Extensions.Localization;

namespace OnlineMeetings.Rooms;

/// <summary>
/// How the link to somebody is, in the words of the browser, which alone knows. {0} is their name, or a number where the sentence has
/// a unit. The keys are the grades and reasons of js/rtc/health.js.
/// </summary>
internal static class LinkWords
{
    public static IReadOnlyDictionary<string, string> All(IStringLocalizer t) => new Dictionary<string, string>
    {
        ["link.good"] = t["Connection: good"],
        ["link.fair"] = t["Connection: fair"],
        ["link.poor"] = t["Connection: poor"],
        ["link.lost"] = t["No connection"],
        ["link.relay"] = t["Through the relay"],
        ["link.connecting"] = t["Connecting…"],
        ["link.reconnecting"] = t["Reconnecting: looking for another way"],
        ["link.unheard"] = t["{0} does not hear you. Looking for another way.", "{0}"],
        ["link.deaf"] = t["You do not hear {0}. Looking for another way.", "{0}"],
        ["link.soundOnly"] = t["Sound only, until the connection is better"],
        ["link.lossOurs"] = t["Your connection loses packets ({0} %)", "{0}"],
        ["link.lossTheirs"] = t["Their connection loses packets ({0} %)", "{0}"],
        ["link.lossBetween"] = t["Packets get lost between you ({0} %)", "{0}"],
        ["link.delay"] = t["Words take long there and back ({0} ms)", "{0}"],
        ["link.theirUpload"] = t["Their upload is full"],
        ["link.theirDevice"] = t["Their device is too slow"],
        ["link.ourUpload"] = t["Your upload is full"],
        ["link.ourDevice"] = t["Your device is too slow"],
    };
}
