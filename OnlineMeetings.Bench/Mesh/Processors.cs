using OnlineMeetings.Bench.Browsers;
using OnlineMeetings.Bench.Server;

namespace OnlineMeetings.Bench.Mesh;

/// <summary>How much of the machine's processors the browsers and the server use. The bare page's server is this process, and not told apart.</summary>
internal sealed class Processors(Chromium chromium, RunningServer? server)
{
    /// <summary>Processor time until now.</summary>
    public sealed record Time(TimeSpan Browsers, TimeSpan? Server);

    public async Task<Time> NowAsync() => new(await chromium.ProcessorTimeAsync(), server?.ProcessorTime);
}
