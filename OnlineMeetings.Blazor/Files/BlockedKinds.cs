namespace OnlineMeetings.Files;

/// <summary>The kinds of file that the administrator does not want here: by extension, and programs also under another name.</summary>
/// <param name="extensions">Lower case without the dot, parted by spaces.</param>
public sealed class BlockedKinds(string extensions)
{
    /// <summary>How many bytes from the beginning are enough to judge.</summary>
    public const int HeadLength = 64;

    private readonly HashSet<string> _extensions =
        [.. extensions.ToLowerInvariant().Split([' ', ',', ';', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(e => e.TrimStart('.'))];

    public bool Blocks(string name) => _extensions.Contains(FileName.ExtensionOf(name));

    /// <summary>Whether a file that begins like this is a program, and programs are blocked.</summary>
    public bool Blocks(ReadOnlySpan<byte> head) => _extensions.Contains("exe") && IsProgram(head);

    private static bool IsProgram(ReadOnlySpan<byte> head) =>
        (head.StartsWith("MZ"u8) && IsBinary(head)) // Windows, DOS
        || head.StartsWith((ReadOnlySpan<byte>)[0x7f, (byte)'E', (byte)'L', (byte)'F']) // Linux
        || head.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xed, 0xfa]) // macOS, both byte orders
        || (head.Length >= 4 && head[0] is 0xce or 0xcf && head[1..4].SequenceEqual((ReadOnlySpan<byte>)[0xfa, 0xed, 0xfe]));

    // A text may begin with "MZ" too, but has no control characters.
    private static bool IsBinary(ReadOnlySpan<byte> head)
    {
        foreach (var b in head[..Math.Min(head.Length, HeadLength)])
        {
            if (b < 0x20 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r'))
                return true;
        }
        return false;
    }
}
