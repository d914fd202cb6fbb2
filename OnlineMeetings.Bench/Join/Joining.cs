using OnlineMeetings.Bench.Browsers;

namespace OnlineMeetings.Bench.Join;

/// <summary>One person's way from the click to the others' pictures. Times are milliseconds after the click, in the joiner's browser.</summary>
/// <param name="People">With the joiner.</param>
/// <param name="FirstFrame">Until the first picture of somebody else is composed.</param>
/// <param name="AllUp">Until every link is connected and everybody else's picture was composed.</param>
/// <param name="Stages">When which step of the way was done.</param>
/// <param name="RoundTrips">Steps that wait for an answer before the next can begin: requests, joining, and the offers (all at once).</param>
internal sealed record Joining(
    int People, double FirstFrame, double AllUp, IReadOnlyDictionary<string, double?> Stages, int RoundTrips, int Requests, int Sent, int Received, long Bytes,
    IReadOnlyDictionary<string, int> Messages)
{
    private static readonly string[] _elsewhere = ["offer came", "answer made"];

    /// <param name="other">Of somebody who was inside already: the clocks of one machine agree.</param>
    public static Joining Of(int people, Timeline joiner, Timeline other, Traffic.Snapshot traffic)
    {
        var click = joiner.First("click")!.Value;
        var stages = Timeline.Way.ToDictionary(step => step.Name, step => (_elsewhere.Contains(step.Name) ? other : joiner).First(step.Name, click) - click);
        var messages = traffic.Frames
            .SelectMany(frame => frame.Names, (frame, name) => (frame.IsSent ? "→ " : "← ") + name)
            .CountBy(name => name)
            .OrderByDescending(count => count.Value)
            .ToDictionary();
        return new Joining(
            people,
            stages["frame"]!.Value,
            Math.Max(joiner.LastOfFirsts("connected", click)!.Value, joiner.LastOfFirsts("frame", click)!.Value) - click,
            stages,
            RoundTrips: traffic.Requests.Count(request => request.Kind == "Fetch") + 2,
            traffic.Requests.Count,
            traffic.Sent,
            traffic.Received,
            traffic.Frames.Sum(frame => frame.Bytes),
            messages);
    }
}
