using OnlineMeetings.Bench.Browsers;

namespace OnlineMeetings.Bench.Mesh;

/// <summary>What goes on between people who are together in a room, a second, over a few seconds.</summary>
/// <param name="Frames">Decoded, of each person who sends, at each of the others: the average; null where nobody sends.</param>
/// <param name="Upload">Kilobits of whoever sends the most, on all links together.</param>
/// <param name="Concealed">Of the sound, the part that had to be made up, 0 to 1; null where nobody sends.</param>
/// <param name="Browsers">Processor seconds of all browsers.</param>
/// <param name="Server">Processor seconds of the server; null of the bare page.</param>
internal sealed record Together(double? Frames, double Upload, double? Concealed, double Browsers, double? Server)
{
    /// <summary>Links begin small and find out what they carry.</summary>
    private static readonly TimeSpan _settling = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan _watched = TimeSpan.FromSeconds(4);

    public static async Task<Together> WatchAsync(IReadOnlyList<Guest> people, Processors processors)
    {
        await Task.Delay(_settling);
        var before = await FiguresAsync(people);
        var (timeBefore, began) = (await processors.NowAsync(), TimeProvider.System.GetTimestamp());
        await Task.Delay(_watched);
        var (timeAfter, took) = (await processors.NowAsync(), TimeProvider.System.GetElapsedTime(began));
        var after = await FiguresAsync(people);

        var tiles = people.Count(person => person.HasDevices) * (people.Count - 1);
        return new Together(
            Frames: tiles == 0 ? null : EachPage(link => link.FramesDecoded).Sum() / tiles,
            Upload: EachPage(link => link.BytesSent * 8 / 1000.0).Max(),
            Concealed: tiles == 0 ? null : EachPage(link => link.ConcealedSamples).Sum() / EachPage(link => link.SoundSamples).Sum(),
            Browsers: (timeAfter.Browsers - timeBefore.Browsers) / took,
            Server: (timeAfter.Server - timeBefore.Server) / took);

        IEnumerable<double> EachPage(Func<LinkFigures, double> what) => after.Zip(before, (now, then) => now.Each(then, what).Sum());
    }

    private static Task<PageFigures[]> FiguresAsync(IReadOnlyList<Guest> people) => Task.WhenAll(people.Select(person => person.FiguresAsync()));
}
