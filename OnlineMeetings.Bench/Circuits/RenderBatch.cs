using System.Buffers.Binary;
using System.Text;

namespace OnlineMeetings.Bench.Circuits;

/// <summary>
/// What a circuit draws at once, as RenderBatchWriter of ASP.NET Core writes it: little-endian, its parts found by five offsets at the
/// end. Reads only what a script looks for.
/// </summary>
internal readonly ref struct RenderBatch(ReadOnlySpan<byte> bytes)
{
    private const int OffsetsLength = 5 * sizeof(int);
    private const int FrameLength = 20;
    private const int Element = 1;
    private const int Attribute = 3;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>How many texts, names and values stand in it.</summary>
    public int Strings => (_bytes.Length - OffsetsLength - StringTable) / sizeof(int);

    private int StringTable => Number(_bytes.Length - sizeof(int));

    private int Frames => Number(_bytes.Length - OffsetsLength + sizeof(int));

    /// <summary>One of its strings, in UTF-8.</summary>
    public ReadOnlySpan<byte> String(int at)
    {
        var place = Number(StringTable + (at * sizeof(int)));
        var (length, shift) = (0, 0);
        byte part;
        do
        {
            part = _bytes[place++];
            length |= (part & 0x7f) << shift;
            shift += 7;
        }
        while ((part & 0x80) != 0);
        return _bytes.Slice(place, length);
    }

    /// <summary>Whether these words are anywhere in it.</summary>
    public bool Holds(ReadOnlySpan<byte> words) => _bytes.IndexOf(words) >= 0;

    /// <summary>Whether something is drawn that begins with these words.</summary>
    public bool Shows(ReadOnlySpan<byte> words)
    {
        if (!Holds(words))
            return false;
        for (var at = 0; at < Strings; at++)
        {
            if (String(at).StartsWith(words))
                return true;
        }
        return false;
    }

    /// <summary>What a click on the element of this accessible name is called; null where no such element is drawn.</summary>
    public ulong? ClickOn(string label)
    {
        var wanted = Encoding.UTF8.GetBytes(label);
        var (isIt, click) = (false, (ulong?)null);
        for (var (frame, left) = (Frames + sizeof(int), Number(Frames)); left > 0; frame += FrameLength, left--)
        {
            if (Number(frame) == Element)
                (isIt, click) = (false, null);
            if (Number(frame) != Attribute || Number(frame + 4) < 0)
                continue;
            var name = String(Number(frame + 4));
            var value = Number(frame + 8);
            isIt |= name.SequenceEqual("aria-label"u8) && value >= 0 && String(value).SequenceEqual(wanted);
            if (name.SequenceEqual("onclick"u8))
                click = BinaryPrimitives.ReadUInt64LittleEndian(_bytes[(frame + 12)..]);
            if (isIt && click is not null)
                return click;
        }
        return null;
    }

    private int Number(int at) => BinaryPrimitives.ReadInt32LittleEndian(_bytes[at..]);
}
