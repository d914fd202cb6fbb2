using System.Text.Json;

namespace OnlineMeetings.Bench.Browsers;

/// <summary>What the links of one page have carried until a moment, as figures.js reads it.</summary>
/// <param name="At">In milliseconds by the page's clock.</param>
internal sealed record PageFigures(double At, IReadOnlyList<LinkFigures> Links)
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    public static PageFigures Read(JsonElement figures) => figures.Deserialize<PageFigures>(_json)!;

    /// <summary>How much of something came a second since an earlier moment, link by link.</summary>
    public double[] Each(PageFigures since, Func<LinkFigures, double> what) =>
        [.. Links.Zip(since.Links, (now, before) => (what(now) - what(before)) * 1000 / (At - since.At))];
}

internal sealed record LinkFigures(
    long BytesSent, long VideoBytesSent, long VideoBytesReceived, long FramesDecoded, long SoundSamples, long ConcealedSamples);
