using System.Text;

namespace OnlineMeetings.Bench.Browsers;

/// <summary>
/// A fake camera's film, two seconds long, which Chromium repeats. A file, since the built-in fake camera offers many sizes and
/// gives each page the one it asks for; this one gives every page the same.
/// </summary>
internal sealed class TestPicture
{
    private const int Seconds = 2;

    private readonly int _width;
    private readonly int _height;
    private readonly int _framesPerSecond;
    private readonly Action<byte[], TestPicture, int> _draw;

    private TestPicture(int width, int height, int framesPerSecond, Action<byte[], TestPicture, int> draw) =>
        (_width, _height, _framesPerSecond, _draw) = (width, height, framesPerSecond, draw);

    /// <summary>Diagonal waves that wander over a coloured ground: neither a still nor noise, like a person before a wall.</summary>
    public static TestPicture Waves { get; } = new(640, 360, 15, DrawWaves);

    /// <summary>Small, so that two cores carry many of them, and of noise, which no encoder makes small: it takes all the bits it may.</summary>
    public static TestPicture SmallNoise { get; } = new(160, 90, 5, (luma, _, frame) => new Random(frame).NextBytes(luma));

    private int Frames => Seconds * _framesPerSecond;

    public async Task WriteAsync(string path)
    {
        await using var file = File.Create(path);
        await file.WriteAsync(Encoding.ASCII.GetBytes($"YUV4MPEG2 W{_width} H{_height} F{_framesPerSecond}:1 Ip A1:1 C420jpeg\n"));
        for (var frame = 0; frame < Frames; frame++)
        {
            await file.WriteAsync("FRAME\n"u8.ToArray());
            var luma = new byte[_width * _height];
            _draw(luma, this, frame);
            await file.WriteAsync(luma);
            await file.WriteAsync(Chroma(110));
            await file.WriteAsync(Chroma(150));
        }
    }

    public override string ToString() => $"{_width}×{_height} at {_framesPerSecond} fps";

    private static void DrawWaves(byte[] luma, TestPicture picture, int frame)
    {
        for (var at = 0; at < luma.Length; at++)
        {
            var (x, y) = (at % picture._width, at / picture._width);
            luma[at] = (byte)(128 + (60 * Math.Sin((x + y) / 40.0 + (frame * 2 * Math.PI / picture.Frames))) + (30 * Math.Sin(y / 11.0)));
        }
    }

    private byte[] Chroma(byte value)
    {
        var plane = new byte[_width * _height / 4];
        Array.Fill(plane, value);
        return plane;
    }
}
