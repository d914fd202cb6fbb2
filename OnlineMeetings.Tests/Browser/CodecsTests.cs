namespace OnlineMeetings.Tests.InChromium;

/// <summary>What codecs.js lets an offer name.</summary>
[Collection("Chromium")]
public sealed class CodecsTests(Chromium chromium)
{
    [Theory]
    [InlineData("microphone", "audio", "red opus")]
    [InlineData("camera", "video", "VP8 H264 rtx red ulpfec")]
    [InlineData("screen", "video", "VP8 H264 rtx red ulpfec")]
    [InlineData("screenAudio", "audio", "opus")]
    public async Task An_offer_names_what_every_browser_has_and_no_more(string slot, string kind, string names)
    {
        await using var modules = await Modules.InAsync(chromium.Process);

        var offered = await modules.AskAsync<string[]>("codecs.js", $$"""
            async ({ offerCodecs }) => {
              const connection = new RTCPeerConnection();
              offerCodecs(connection.addTransceiver('{{kind}}'), { name: '{{slot}}', kind: '{{kind}}' });
              const { sdp } = await connection.createOffer();
              return [...new Set([...sdp.matchAll(/^a=rtpmap:\d+ ([^\/]+)/gm)].map(([, name]) => name))];
            }
            """);

        Assert.Subset(names.Split(' ').ToHashSet(), offered.ToHashSet());
        Assert.Equal(names.Split(' ')[0], offered[0]);
        Assert.Contains(kind == "audio" ? "opus" : "VP8", offered);
    }
}
