using System.Text;

namespace OnlineMeetings.Bench.Report;

/// <summary>A table for the console and the README.</summary>
internal sealed class MarkdownTable(params string[] heads)
{
    private readonly List<string[]> _rows = [heads, [.. heads.Select((_, at) => at == 0 ? "---" : "---:")]];

    public void Add(params string[] cells) => _rows.Add(cells);

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var row in _rows)
            text.Append("| ").AppendJoin(" | ", row).AppendLine(" |");
        return text.ToString();
    }
}
