namespace OnlineMeetings.Chat;

/// <summary>
/// Divides the messages that a page shows into blocks, which stay the same while messages come and go: those that are shown keep their block,
/// and new ones fill up the last or begin another.
/// </summary>
internal sealed class ChatBlocks
{
    /// <summary>How many messages a block takes up.</summary>
    public const int Size = 20;

    private Dictionary<long, int> _blockOf = [];
    private int _newest;

    /// <summary>The blocks of these messages, each with a key of its own.</summary>
    public IReadOnlyList<(int Key, List<ChatLine> Lines)> Of(IReadOnlyList<ChatLine> lines)
    {
        var blocks = new List<(int Key, List<ChatLine> Lines)>();
        var blockOf = new Dictionary<long, int>(lines.Count);
        var begun = new HashSet<int>();
        foreach (var line in lines)
        {
            var key = KeyOf(line, blocks, begun);
            if (begun.Add(key))
                blocks.Add((key, new List<ChatLine>(Size)));
            blocks[^1].Lines.Add(line);
            blockOf[line.Id] = key;
        }
        _blockOf = blockOf;
        return blocks;
    }

    private int KeyOf(ChatLine line, List<(int Key, List<ChatLine> Lines)> blocks, HashSet<int> begun)
    {
        var current = blocks.Count > 0 ? blocks[^1].Key : 0;
        // A block that something came into is divided: what follows begins another.
        if (_blockOf.TryGetValue(line.Id, out var known) && (known == current || !begun.Contains(known)))
            return known;
        return current != 0 && blocks[^1].Lines.Count < Size ? current : ++_newest;
    }
}
