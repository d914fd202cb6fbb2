using System.Text.Json;

namespace OnlineMeetings.Bench.Browsers;

/// <summary>When things happened in one page, in milliseconds since 1970, as watch.js noted them.</summary>
internal sealed class Timeline(IReadOnlyList<Timeline.Mark> marks)
{
    /// <param name="Link">Which of the page's peer connections; null for what concerns none.</param>
    public sealed record Mark(string Name, double At, int? Link);

    /// <summary>What happens to a link in the order in which it happens, with what it is in words.</summary>
    public static readonly (string Name, string Words)[] Way =
    [
        ("ticket", "the ticket's answer"),
        ("link", "who is there is known, link made"),
        ("offer made", "offer made"),
        ("offer came", "offer at the other browser"),
        ("answer made", "answer made there"),
        ("answer came", "answer is back"),
        ("connected", "connected"),
        ("frame", "first picture"),
    ];

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    public static Timeline Read(JsonElement marks) => new(marks.Deserialize<Mark[]>(_json)!);

    /// <summary>Null where it has not happened.</summary>
    public double? First(string name, double since = 0) => marks.Where(mark => mark.Name == name && mark.At >= since).Min(mark => (double?)mark.At);

    /// <summary>When it had happened for every link.</summary>
    public double? LastOfFirsts(string name, double since) =>
        marks.Where(mark => mark.Name == name && mark.At >= since).GroupBy(mark => mark.Link).Max(link => (double?)link.Min(mark => mark.At));
}
